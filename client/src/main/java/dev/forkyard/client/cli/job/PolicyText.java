package dev.forkyard.client.cli.job;

import com.google.protobuf.Duration;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.FailurePolicy;
import java.util.ArrayList;
import java.util.List;

/** The limits of a job in words. Stateless. */
final class PolicyText {
    private PolicyText() {}

    /** Budgets and what a given-up piece means. */
    static String budgets(ExecutionPolicy policy) {
        return "%d attempts, %d deaths (%d for memory), %d losses a task; %s"
                .formatted(
                        policy.getMaxAttempts(),
                        policy.getMaxWorkerDeaths(),
                        policy.getMaxMemoryDeaths(),
                        policy.getMaxWorkerLosses(),
                        policy.getFailurePolicy() == FailurePolicy.FAILURE_POLICY_CONTINUE
                                ? "continue"
                                : "fail-fast");
    }

    /** The limits of time and width that there are. */
    static String limits(ExecutionPolicy policy) {
        List<String> limits = new ArrayList<>();
        add(limits, "queue", policy.hasQueueTimeout(), policy.getQueueTimeout());
        add(limits, "attempt", policy.hasAttemptTimeout(), policy.getAttemptTimeout());
        add(limits, "progress", policy.hasProgressTimeout(), policy.getProgressTimeout());
        add(limits, "job", policy.hasDeadline(), policy.getDeadline());
        add(limits, "kill grace", policy.hasKillGrace(), policy.getKillGrace());
        if (policy.getMaxItemsPerTask() != 0) {
            limits.add(Long.toUnsignedString(policy.getMaxItemsPerTask()) + " items a task");
        }
        return String.join(", ", limits);
    }

    private static void add(List<String> limits, String name, boolean present, Duration time) {
        if (present) {
            limits.add(name + " " + DurationText.of(time));
        }
    }
}
