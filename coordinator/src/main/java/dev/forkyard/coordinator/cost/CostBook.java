package dev.forkyard.coordinator.cost;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.CostFactors;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobTypeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps account of what live jobs cost, learns from those that succeed, and tells new ones. Written
 * by the loop thread only; {@link #calibrated} and {@link #factors} may be called by anybody.
 *
 * <p>Only whole jobs are lessons, and only those that lost no attempt: what a killed worker spent
 * was never reported. Warm-ups are no jobs. What is learned is lost with the coordinator.
 */
public final class CostBook {
    private final JobCatalog catalog;
    private final CostLearner learner = new CostLearner();
    private final Map<JobId, JobCost> live = new HashMap<>();
    private final Map<JobTypeId, CostFactors> learned = new ConcurrentHashMap<>();

    /** An empty book. */
    public CostBook(JobCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What became known of a kind. Immutable.
     *
     * @param factor what was measured divided by what was expected, ¼…4
     */
    public record Learned(String kind, double factor) {}

    /** A live job was planned. Confined to the loop thread. */
    public void planned(JobId job, JobTypeId type, JobPlan plan) {
        JobCost cost = new JobCost(type, plan);
        if (!cost.accounts().isEmpty()) {
            live.put(job, cost);
        }
    }

    /** A worker ended an attempt that took it so much CPU time. Confined to the loop thread. */
    public void worked(JobId job, int stage, long cpuNanos) {
        JobCost cost = live.get(job);
        if (cost != null) {
            cost.worked(stage, cpuNanos);
        }
    }

    /**
     * A job ended. Confined to the loop thread.
     *
     * @param complete whether it succeeded and all that was spent on it was told
     * @return the factors of its type that are new or changed by this
     */
    public List<Learned> ended(JobId job, boolean complete) {
        JobCost cost = live.remove(job);
        if (cost == null || !complete) {
            return List.of();
        }
        boolean isLesson = false;
        for (Map.Entry<String, JobCost.Account> entry : cost.accounts().entrySet()) {
            JobCost.Account account = entry.getValue();
            isLesson |=
                    learner.learn(cost.type(), entry.getKey(), account.expected(), account.spent());
        }
        return isLesson ? publish(cost.type()) : List.of();
    }

    /** What is known of a type's costs. */
    public CostFactors factors(JobTypeId type) {
        return learned.getOrDefault(type, CostFactors.NONE);
    }

    /** The input of a new job with what is known of its type's costs. */
    public byte[] calibrated(JobTypeId type, byte[] input) {
        CostFactors factors = learned.get(type);
        return factors == null
                ? input
                : catalog.find(type).map(found -> found.calibrated(input, factors)).orElse(input);
    }

    private List<Learned> publish(JobTypeId type) {
        CostFactors before = factors(type);
        CostFactors after = learner.factors(type);
        learned.put(type, after);
        List<Learned> changes = new ArrayList<>();
        // In the order of their names, so that equal work is told of alike.
        for (Map.Entry<String, Double> now : new TreeMap<>(after.byKind()).entrySet()) {
            if (!now.getValue().equals(before.byKind().get(now.getKey()))) {
                changes.add(new Learned(now.getKey(), now.getValue()));
            }
        }
        return changes;
    }
}
