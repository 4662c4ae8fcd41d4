package dev.forkyard.coordinator.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.proto.v1.FailurePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyMessagesTest {
    private static final long SECOND = 1_000_000_000L;

    /** Unlike the usual defaults in every field. */
    private static final ExecutionPolicy OF_TYPE =
            new ExecutionPolicy(
                    5,
                    4,
                    3,
                    50,
                    SECOND,
                    2 * SECOND,
                    3 * SECOND,
                    4 * SECOND,
                    5 * SECOND,
                    6,
                    ExecutionPolicy.FailurePolicy.CONTINUE);

    @Test
    void absentFieldsAreTheDefaultsOfTheType() {
        assertThat(policy(dev.forkyard.proto.v1.ExecutionPolicy.newBuilder())).isEqualTo(OF_TYPE);
    }

    @Test
    void everyFieldIsTakenAndEchoed() {
        dev.forkyard.proto.v1.ExecutionPolicy given =
                dev.forkyard.proto.v1.ExecutionPolicy.newBuilder()
                        .setMaxAttempts(7)
                        .setMaxWorkerDeaths(8)
                        .setMaxMemoryDeaths(9)
                        .setMaxWorkerLosses(1000)
                        .setQueueTimeout(time(10, 0))
                        .setAttemptTimeout(time(0, 1))
                        .setProgressTimeout(time(12, 500_000_000))
                        .setDeadline(time(365 * 24 * 3600, 0))
                        .setKillGrace(time(0, 100_000_000))
                        .setMaxItemsPerTask(14)
                        .setFailurePolicy(FailurePolicy.FAILURE_POLICY_FAIL_FAST)
                        .build();

        ExecutionPolicy policy = PolicyMessages.policy(given, OF_TYPE);

        assertThat(policy)
                .isEqualTo(
                        new ExecutionPolicy(
                                7,
                                8,
                                9,
                                1000,
                                10 * SECOND,
                                1,
                                12_500_000_000L,
                                ExecutionPolicy.NANOS_MAX,
                                SECOND / 10,
                                14,
                                ExecutionPolicy.FailurePolicy.FAIL_FAST));
        assertThat(PolicyMessages.message(policy)).isEqualTo(given);
    }

    @Test
    void echoOfNoLimitIsAbsent() {
        var message = PolicyMessages.message(ExecutionPolicy.DEFAULT);

        assertThat(message.hasQueueTimeout()).isFalse();
        assertThat(message.hasAttemptTimeout()).isFalse();
        assertThat(message.hasProgressTimeout()).isFalse();
        assertThat(message.hasDeadline()).isFalse();
        assertThat(message.getMaxItemsPerTask()).isZero();
        assertThat(message.getKillGrace()).isEqualTo(time(2, 0));
    }

    @Test
    void killGraceOfZeroIsAtOnce() {
        var given =
                dev.forkyard.proto.v1.ExecutionPolicy.newBuilder()
                        .setKillGrace(Duration.getDefaultInstance());

        assertThat(policy(given).killGraceNanos()).isZero();
    }

    @Test
    void memoryDeathsByDefaultAreNoMoreThanDeathsInAll() {
        var given = dev.forkyard.proto.v1.ExecutionPolicy.newBuilder().setMaxWorkerDeaths(1);

        assertThat(policy(given).memoryDeathsMax()).isEqualTo(1);
    }

    @Test
    void widthsAboveTheSignedRangeAreNoLimit() {
        var given = dev.forkyard.proto.v1.ExecutionPolicy.newBuilder().setMaxItemsPerTask(-1);

        assertThat(policy(given).partWidthMax()).isEqualTo(ExecutionPolicy.AUTOMATIC);
    }

    @Test
    void numbersOutOfTheirRangeAreRefusedByName() {
        var policy = dev.forkyard.proto.v1.ExecutionPolicy.newBuilder();

        assertRefused(policy.clone().setMaxAttempts(101), "max_attempts", "1…100, was 101");
        assertRefused(policy.clone().setMaxAttempts(-1), "max_attempts", "was 4294967295");
        assertRefused(policy.clone().setMaxWorkerDeaths(101), "max_worker_deaths", "was 101");
        assertRefused(policy.clone().setMaxMemoryDeaths(101), "max_memory_deaths", "was 101");
        assertRefused(policy.clone().setMaxWorkerLosses(1001), "max_worker_losses", "1…1000");
        assertRefused(policy.clone().setFailurePolicyValue(9), "failure_policy", "none of");
    }

    @Test
    void durationsOutOfTheirRangeAreRefusedByName() {
        long year = 365L * 24 * 3600;
        for (Duration wrong :
                List.of(
                        time(0, 0),
                        time(-1, 0),
                        time(0, -1),
                        time(1, -1),
                        time(-1, 1),
                        time(0, 1_000_000_000),
                        time(year, 1),
                        time(Long.MAX_VALUE, 999_999_999),
                        time(Long.MIN_VALUE, 0))) {
            var policy = dev.forkyard.proto.v1.ExecutionPolicy.newBuilder();

            assertRefused(policy.clone().setQueueTimeout(wrong), "queue_timeout", "above 0");
            assertRefused(policy.clone().setAttemptTimeout(wrong), "attempt_timeout", "above 0");
            assertRefused(policy.clone().setProgressTimeout(wrong), "progress_timeout", "above 0");
            assertRefused(policy.clone().setDeadline(wrong), "deadline", "above 0");
        }
        assertRefused(
                dev.forkyard.proto.v1.ExecutionPolicy.newBuilder().setKillGrace(time(3600, 1)),
                "kill_grace",
                "from 0 to 1 hour, was 3600.000000001 s");
    }

    private static ExecutionPolicy policy(dev.forkyard.proto.v1.ExecutionPolicy.Builder given) {
        return PolicyMessages.policy(given.build(), OF_TYPE);
    }

    private static void assertRefused(
            dev.forkyard.proto.v1.ExecutionPolicy.Builder given, String field, String message) {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> policy(given));

        assertThat(refused.reason()).isEqualTo(ErrorReason.INVALID_OPTION);
        assertThat(refused.field()).isEqualTo("spec.policy." + field);
        assertThat(refused.getMessage()).startsWith(field).contains(message);
    }

    private static Duration time(long seconds, int nanos) {
        return Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    }
}
