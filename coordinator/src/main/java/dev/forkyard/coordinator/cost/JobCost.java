package dev.forkyard.coordinator.cost;

import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a live job was expected to cost and what it cost so far. Confined to one thread. */
final class JobCost {
    // With a smaller one it matters how often workers start anew, which no estimate knows.
    private static final double STARTS_OF_A_STAGE = 8;

    private final JobTypeId type;
    private final JobPlan plan;
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    /** What one kind of stages cost, in nanoseconds of CPU time. */
    static final class Account {
        private double expected;
        private double spent;

        double expected() {
            return expected;
        }

        double spent() {
            return spent;
        }
    }

    JobCost(JobTypeId type, JobPlan plan) {
        this.type = type;
        this.plan = plan;
        for (StagePlan stage : plan.stages()) {
            if (teaches(stage)) {
                accounts.computeIfAbsent(stage.costKind(), kind -> new Account()).expected +=
                        stage.attemptNanos() + unitsNanos(stage);
            }
        }
        accounts.values().removeIf(account -> !CostLearner.canTeach(account.expected));
    }

    JobTypeId type() {
        return type;
    }

    /** Those of the kinds that may become lessons, none for a small job. */
    Map<String, Account> accounts() {
        return accounts;
    }

    void worked(int stage, long cpuNanos) {
        StagePlan worked = plan.stages().get(stage);
        Account account = accounts.get(worked.costKind());
        if (account != null && teaches(worked)) {
            account.spent += (double) cpuNanos;
        }
    }

    private static boolean teaches(StagePlan stage) {
        return !stage.costKind().equals(StagePlan.NO_KIND)
                && unitsNanos(stage) >= STARTS_OF_A_STAGE * stage.attemptNanos();
    }

    private static double unitsNanos(StagePlan stage) {
        return stage.unitNanos() * stage.extent().widthAsDouble();
    }
}
