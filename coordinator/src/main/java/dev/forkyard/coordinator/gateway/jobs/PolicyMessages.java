package dev.forkyard.coordinator.gateway.jobs;

import com.google.protobuf.Duration;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.proto.v1.FailurePolicy;
import dev.forkyard.proto.wire.WireTimes;
import java.math.BigDecimal;
import java.util.function.Consumer;

/** Turns messages of execution policies into policies and back. Stateless. */
public final class PolicyMessages {
    private static final int BUDGET_MAX = 100;
    private static final int WORKER_LOSSES_MAX = 1000;
    private static final long KILL_GRACE_NANOS_MAX = 3_600_000_000_000L;
    private static final int NANOS_MAX = 999_999_999;
    private static final String PATH = "spec.policy.";

    private PolicyMessages() {}

    /**
     * Validates a policy; what it leaves out is as in the defaults.
     *
     * @throws InvalidRequestException as INVALID_OPTION with the path of the field
     */
    public static ExecutionPolicy policy(
            dev.forkyard.proto.v1.ExecutionPolicy given, ExecutionPolicy defaults) {
        int deaths =
                budget(
                        "max_worker_deaths",
                        given.getMaxWorkerDeaths(),
                        BUDGET_MAX,
                        defaults.workerDeathsMax());
        return new ExecutionPolicy(
                budget("max_attempts", given.getMaxAttempts(), BUDGET_MAX, defaults.attemptsMax()),
                deaths,
                budget(
                        "max_memory_deaths",
                        given.getMaxMemoryDeaths(),
                        BUDGET_MAX,
                        Math.min(deaths, defaults.memoryDeathsMax())),
                budget(
                        "max_worker_losses",
                        given.getMaxWorkerLosses(),
                        WORKER_LOSSES_MAX,
                        defaults.workerLossesMax()),
                given.hasQueueTimeout()
                        ? time("queue_timeout", given.getQueueTimeout())
                        : defaults.queueTimeoutNanos(),
                given.hasAttemptTimeout()
                        ? time("attempt_timeout", given.getAttemptTimeout())
                        : defaults.attemptTimeoutNanos(),
                given.hasProgressTimeout()
                        ? time("progress_timeout", given.getProgressTimeout())
                        : defaults.progressTimeoutNanos(),
                given.hasDeadline()
                        ? time("deadline", given.getDeadline())
                        : defaults.deadlineNanos(),
                given.hasKillGrace() ? grace(given.getKillGrace()) : defaults.killGraceNanos(),
                width(given.getMaxItemsPerTask(), defaults.partWidthMax()),
                failurePolicy(given.getFailurePolicy(), defaults.failurePolicy()));
    }

    /** A policy as it holds: a limit that is not there is absent. */
    static dev.forkyard.proto.v1.ExecutionPolicy message(ExecutionPolicy policy) {
        dev.forkyard.proto.v1.ExecutionPolicy.Builder message =
                dev.forkyard.proto.v1.ExecutionPolicy.newBuilder()
                        .setMaxAttempts(policy.attemptsMax())
                        .setMaxWorkerDeaths(policy.workerDeathsMax())
                        .setMaxMemoryDeaths(policy.memoryDeathsMax())
                        .setMaxWorkerLosses(policy.workerLossesMax())
                        .setKillGrace(WireTimes.nanosToWire(policy.killGraceNanos()))
                        .setFailurePolicy(message(policy.failurePolicy()));
        setTime(policy.queueTimeoutNanos(), message::setQueueTimeout);
        setTime(policy.attemptTimeoutNanos(), message::setAttemptTimeout);
        setTime(policy.progressTimeoutNanos(), message::setProgressTimeout);
        setTime(policy.deadlineNanos(), message::setDeadline);
        if (policy.partWidthMax() != ExecutionPolicy.AUTOMATIC) {
            message.setMaxItemsPerTask(policy.partWidthMax());
        }
        return message.build();
    }

    private static void setTime(long nanos, Consumer<Duration> field) {
        if (nanos != ExecutionPolicy.NEVER) {
            field.accept(WireTimes.nanosToWire(nanos));
        }
    }

    private static int budget(String field, int value, int most, int whenAbsent) {
        if (value < 0 || value > most) {
            throw invalid(
                    field,
                    "%s must be 1…%d, was %s"
                            .formatted(field, most, Integer.toUnsignedString(value)));
        }
        return value == 0 ? whenAbsent : value;
    }

    private static long time(String field, Duration time) {
        BigDecimal nanos = nanos(time);
        if (nanos.signum() <= 0
                || nanos.compareTo(BigDecimal.valueOf(ExecutionPolicy.NANOS_MAX)) > 0) {
            throw invalid(
                    field,
                    "%s must be above 0 and at most 365 days, was %s s"
                            .formatted(field, seconds(nanos)));
        }
        return nanos.longValue();
    }

    private static long grace(Duration time) {
        BigDecimal nanos = nanos(time);
        if (nanos.signum() < 0 || nanos.compareTo(BigDecimal.valueOf(KILL_GRACE_NANOS_MAX)) > 0) {
            throw invalid(
                    "kill_grace",
                    "kill_grace must be from 0 to 1 hour, was %s s".formatted(seconds(nanos)));
        }
        return nanos.longValue();
    }

    private static BigDecimal nanos(Duration time) {
        boolean sound =
                time.getNanos() >= -NANOS_MAX
                        && time.getNanos() <= NANOS_MAX
                        && (time.getSeconds() == 0
                                || time.getNanos() == 0
                                || (time.getSeconds() < 0) == (time.getNanos() < 0));
        // What is no duration at all is refused like one below 0.
        return sound
                ? BigDecimal.valueOf(time.getSeconds())
                        .scaleByPowerOfTen(9)
                        .add(BigDecimal.valueOf(time.getNanos()))
                : BigDecimal.ONE.negate();
    }

    private static String seconds(BigDecimal nanos) {
        return nanos.signum() == 0
                ? "0"
                : nanos.scaleByPowerOfTen(-9).stripTrailingZeros().toPlainString();
    }

    private static long width(long value, long whenAbsent) {
        if (value == 0) {
            return whenAbsent;
        }
        return value < 0 ? ExecutionPolicy.AUTOMATIC : value; // Unsigned: wider than any stage.
    }

    private static ExecutionPolicy.FailurePolicy failurePolicy(
            FailurePolicy given, ExecutionPolicy.FailurePolicy whenAbsent) {
        return switch (given) {
            case FAILURE_POLICY_UNSPECIFIED -> whenAbsent;
            case FAILURE_POLICY_FAIL_FAST -> ExecutionPolicy.FailurePolicy.FAIL_FAST;
            case FAILURE_POLICY_CONTINUE -> ExecutionPolicy.FailurePolicy.CONTINUE;
            case UNRECOGNIZED ->
                    throw invalid(
                            "failure_policy",
                            "failure_policy is none of FAILURE_POLICY_FAIL_FAST,"
                                    + " FAILURE_POLICY_CONTINUE");
        };
    }

    private static FailurePolicy message(ExecutionPolicy.FailurePolicy policy) {
        return switch (policy) {
            case FAIL_FAST -> FailurePolicy.FAILURE_POLICY_FAIL_FAST;
            case CONTINUE -> FailurePolicy.FAILURE_POLICY_CONTINUE;
        };
    }

    private static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(ErrorReason.INVALID_OPTION, PATH + field, message);
    }
}
