package dev.forkyard.common.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final JobId JOB = new JobId("a-1");

    @Test
    void idsAreWrittenFromJobToAttempt() {
        AttemptId attempt = new AttemptId(new TaskId(JOB, 7), 2);

        assertThat(attempt).hasToString("a-1/7#2");
        assertThat(attempt.job()).isEqualTo(JOB);
        assertThat(new WorkerId(3)).hasToString("w3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "a b", "ä", "a_1", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void jobIdOfAnotherFormIsRefused(String text) {
        assertThat(JobId.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JobId(text))
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void numbersBelowOneAreRefused() {
        TaskId task = new TaskId(JOB, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> new TaskId(JOB, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new AttemptId(task, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkerId(-1));
    }

    @Test
    void idsAreOrdered() {
        assertThat(new WorkerId(10)).isGreaterThan(new WorkerId(9));
        assertThat(new JobId("b")).isGreaterThan(JOB);
    }
}
