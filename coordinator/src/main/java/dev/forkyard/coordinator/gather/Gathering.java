package dev.forkyard.coordinator.gather;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parks results, stores and folds accepted ones, and makes answers. Thread-safe; no call blocks.
 * Gatherers are confined to the thread {@code forkyard-gather}.
 */
public final class Gathering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private final JobCatalog catalog;
    private final Store store;
    private final ExecutorService thread;
    private final Map<AttemptId, byte[]> parked = new ConcurrentHashMap<>();
    private final Map<JobId, byte[]> answers = new ConcurrentHashMap<>();
    private final Map<JobId, Gatherer> gatherers = new HashMap<>();

    /** Told of a step's end; called on the gather thread or by the store. */
    public interface Done {
        /** The step is done. */
        void done();

        /** The job cannot be gathered. */
        void failed(Failure failure);
    }

    /** Makes the thread. */
    public Gathering(JobCatalog catalog, Store store) {
        this.catalog = catalog;
        this.store = store;
        this.thread =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread made = new Thread(work, "forkyard-gather");
                            made.setDaemon(true);
                            return made;
                        });
    }

    /** Keeps a result until it is accepted or discarded. */
    public void park(AttemptId attempt, byte[] payload) {
        parked.put(attempt, payload);
    }

    /** Drops a parked result, if there is one. */
    public void discard(AttemptId attempt) {
        parked.remove(attempt);
    }

    /** Stores and folds a parked result. */
    public void accept(
            Submission job, AttemptId attempt, int stage, UnsignedRange part, Done done) {
        onThread(done, () -> acceptNow(job, attempt, stage, part, done));
    }

    /** Makes the answer of a job whose parts are all folded. */
    public void gather(Submission job, Done done) {
        onThread(
                done,
                () -> {
                    answers.put(job.id(), gatherer(job).finish());
                    done.done();
                });
    }

    /** Takes the answer of a job that is over, and drops what else is left of it. */
    public Optional<byte[]> takeAnswer(JobId job) {
        try {
            thread.execute(() -> gatherers.remove(job));
        } catch (RejectedExecutionException e) {
            LOG.debug("gather thread is gone, job {}", job);
        }
        return Optional.ofNullable(answers.remove(job));
    }

    /** How many results wait for the core's word. */
    public int parkedResults() {
        return parked.size();
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void acceptNow(
            Submission job, AttemptId attempt, int stage, UnsignedRange part, Done done) {
        byte[] payload = parked.remove(attempt);
        if (payload == null) {
            throw new IllegalStateException("no result of " + attempt + " is parked");
        }
        gatherer(job).accept(stage, part, payload);
        if (job.ephemeral()) {
            done.done();
            return;
        }
        store.recordAccepted(
                attempt,
                stage,
                part,
                payload,
                new Store.Done() {
                    @Override
                    public void recorded() {
                        done.done();
                    }

                    @Override
                    public void failed(String why) {
                        done.failed(Failure.of(ErrorReason.INTERNAL, why));
                    }
                });
    }

    private Gatherer gatherer(Submission job) {
        return gatherers.computeIfAbsent(
                job.id(), id -> catalog.find(job.type()).orElseThrow().newGatherer(job.input()));
    }

    private void onThread(Done done, Runnable work) {
        try {
            thread.execute(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException | Error e) {
                            LOG.warn("a result cannot be gathered", e);
                            done.failed(
                                    Failure.of(
                                            ErrorReason.INTERNAL,
                                            "a result cannot be gathered: " + e));
                        }
                    });
        } catch (RejectedExecutionException e) {
            done.failed(Failure.of(ErrorReason.DRAINING, "the coordinator is stopping"));
        }
    }
}
