package dev.forkyard.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkyardExceptionTest {
    @Test
    void refusalNamesItsField() {
        InvalidRequestException refusal =
                new InvalidRequestException(
                        ErrorReason.INVALID_RANGE, "ranges[3].end", "start 7 is above end 5");

        assertThat(refusal).hasMessage("start 7 is above end 5");
        assertThat(refusal.reason()).isEqualTo(ErrorReason.INVALID_RANGE);
        assertThat(refusal.field()).isEqualTo("ranges[3].end");
        assertThat(refusal.details()).containsExactly(Map.entry("field", "ranges[3].end"));
    }

    @Test
    void missingThingIsNamedByItsKind() {
        NotFoundException missing =
                new NotFoundException(ErrorReason.JOB_NOT_FOUND, "job_id", "a-1", "no job a-1");

        assertThat(missing.details()).containsExactly(Map.entry("job_id", "a-1"));
    }

    @Test
    void unavailableSaysWhenToComeBack() {
        UnavailableException full =
                new UnavailableException(ErrorReason.QUEUE_FULL, "full", Duration.ofSeconds(2));

        assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(full.reason().retryable()).isTrue();
    }

    @Test
    void onlyInternalErrorsAreForkyardsOwn() {
        assertThat(ErrorReason.values())
                .filteredOn(reason -> reason.actor() == ErrorReason.Actor.FORKYARD)
                .containsExactly(ErrorReason.INTERNAL);
    }
}
