package dev.forkyard.coordinator.plan;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.coordinator.admission.Submission;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs planners on two threads of its own and keeps the plans of live jobs. Thread-safe; no call
 * blocks.
 */
public final class Planning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);
    private static final int THREADS = 2;
    private static final int PREPARED_INPUT_BYTES_MAX = 1024;

    private final JobCatalog catalog;
    private final ExecutorService threads;
    private final Map<JobId, JobPlan> plans = new ConcurrentHashMap<>();

    /** Told of a plan; called on a plan thread. */
    public interface Done {
        /** The plan is kept from now on. */
        void planned(JobPlan plan);

        /** There is no plan. */
        void failed(Failure failure);
    }

    /** Makes the threads. */
    public Planning(JobCatalog catalog) {
        this.catalog = catalog;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        work -> {
                            Thread thread =
                                    new Thread(work, "forkyard-plan-" + number.getAndIncrement());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Plans a job and keeps the plan until {@link #forget}. */
    public void plan(Submission job, Done done) {
        try {
            threads.execute(() -> planNow(job, done));
        } catch (RejectedExecutionException e) {
            done.failed(Failure.of(ErrorReason.DRAINING, "the coordinator is stopping"));
        }
    }

    /**
     * Plans a small job on the thread of its caller, before the loop hears of it: that saves a
     * short call two changes of threads. What cannot be planned here is left for {@link #plan} to
     * refuse.
     */
    public void prepare(Submission job) {
        if (job.ephemeral() && job.input().length <= PREPARED_INPUT_BYTES_MAX) {
            try {
                catalog.find(job.type())
                        .ifPresent(type -> plans.put(job.id(), type.planner().plan(job.input())));
            } catch (RuntimeException e) {
                LOG.debug("job {} is planned in the long way", job.id(), e);
            }
        }
    }

    /** What {@link #prepare} made. */
    public Optional<JobPlan> prepared(JobId job) {
        return Optional.ofNullable(plans.get(job));
    }

    /** The bytes that the tasks of a stage get. */
    public byte[] stageInput(JobId job, int stage) {
        JobPlan plan = plans.get(job);
        if (plan == null) {
            throw new IllegalStateException("job " + job + " has no plan");
        }
        return plan.stages().get(stage).input();
    }

    /** Drops a job's plan. */
    public void forget(JobId job) {
        plans.remove(job);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void planNow(Submission job, Done done) {
        try {
            JobType type =
                    catalog.find(job.type())
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "job type " + job.type() + " is unknown"));
            JobPlan plan = type.planner().plan(job.input());
            plans.put(job.id(), plan);
            done.planned(plan);
        } catch (RuntimeException | Error e) {
            LOG.warn("job {} cannot be planned", job.id(), e);
            done.failed(Failure.of(ErrorReason.INTERNAL, "the job cannot be planned: " + e));
        }
    }
}
