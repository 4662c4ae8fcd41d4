package dev.forkyard.coordinator.gather;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 * Gatherers are confined to the thread {@code forkyard-gather}, but for light ones of short calls,
 * which are confined to the loop thread.
 */
public final class Gathering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private static final byte[] NOTHING = new byte[0];
    private static final int LIGHT_INPUT_BYTES_MAX = 1024;

    private final JobCatalog catalog;
    private final Store store;
    private final ExecutorService thread;
    private final Map<AttemptId, byte[]> parked = new ConcurrentHashMap<>();
    private final Map<JobId, byte[]> answers = new ConcurrentHashMap<>();
    private final Map<JobId, Gatherer> gatherers = new HashMap<>();

    /** Of the loop thread. */
    private final Map<JobId, Gatherer> light = new HashMap<>();

    /** Of the loop thread: answers of jobs that the gather thread never heard of. */
    private final Map<JobId, byte[]> lightAnswers = new HashMap<>();

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

    /**
     * Folds a parked result here and now, if that is a matter of microseconds: the job is a call's,
     * so that nothing is to be stored, and its gatherer says that it is light, or its caller reads
     * the results themselves. Called on the loop thread.
     *
     * @return false, with nothing done, if it has to be accepted in the long way
     * @throws RuntimeException if the result cannot be folded
     */
    public boolean acceptAtOnce(Accept accept) {
        Submission job = accept.job();
        if (job.results().isPresent()) {
            job.results().get().accept(accept.part(), takeParked(accept.attempt()));
            return true;
        }
        if (!job.ephemeral() || job.input().length > LIGHT_INPUT_BYTES_MAX) {
            return false;
        }
        Gatherer gatherer = light.get(job.id());
        if (gatherer == null) {
            gatherer = newGatherer(job);
            if (!gatherer.isLight()) {
                return false;
            }
            light.put(job.id(), gatherer);
        }
        gatherer.accept(accept.stage(), accept.part(), takeParked(accept.attempt()));
        return true;
    }

    private byte[] takeParked(AttemptId attempt) {
        byte[] payload = parked.remove(attempt);
        if (payload == null) {
            throw new IllegalStateException("no result of " + attempt + " is parked");
        }
        return payload;
    }

    /**
     * Makes the answer here and now, if the job was gathered at once. Called on the loop thread.
     */
    public boolean gatherAtOnce(Submission job) {
        Gatherer gatherer = light.remove(job.id());
        if (gatherer == null) {
            return false;
        }
        lightAnswers.put(job.id(), gatherer.finish());
        return true;
    }

    /** A parked result that is to be stored and folded. */
    public record Accept(Submission job, AttemptId attempt, int stage, UnsignedRange part) {}

    /** Told of accepted results; called on the gather thread or by the store. */
    public interface AcceptsDone {
        /** These are stored and folded, in this order. */
        void accepted(List<AttemptId> attempts);

        /** This one's job cannot be gathered. */
        void failed(AttemptId attempt, Failure failure);
    }

    /**
     * Stores and folds parked results in their order. Those that are done at once are told
     * together: a message to the loop costs many times what a result in it costs.
     */
    public void acceptAll(List<Accept> accepts, AcceptsDone done) {
        try {
            thread.execute(() -> new AcceptRun(done).run(accepts));
        } catch (RejectedExecutionException e) {
            Failure stopping = Failure.of(ErrorReason.DRAINING, "the coordinator is stopping");
            accepts.forEach(accept -> done.failed(accept.attempt(), stopping));
        }
    }

    /**
     * Makes the answer of a job whose parts are all folded. A job whose results are read has none:
     * its reader has them, sooner or later.
     */
    public void gather(Submission job, Done done) {
        if (job.results().isPresent()) {
            answers.put(job.id(), NOTHING);
            job.results().get().whenDrained(done::done);
            return;
        }
        onThread(
                done,
                () -> {
                    answers.put(job.id(), gatherer(job).finish());
                    done.done();
                });
    }

    /**
     * Takes the answer of a job that is over, and drops what else is left of it. Called on the loop
     * thread.
     */
    public Optional<byte[]> takeAnswer(JobId job) {
        byte[] madeAtOnce = lightAnswers.remove(job);
        if (madeAtOnce != null) {
            return Optional.of(madeAtOnce);
        }
        light.remove(job);
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

    /** One turn of accepting. Confined to the gather thread, but for what the store does later. */
    private final class AcceptRun {
        private final AcceptsDone done;
        private final Thread thread = Thread.currentThread();
        private final List<AttemptId> accepted = new ArrayList<>();
        private boolean over;

        AcceptRun(AcceptsDone done) {
            this.done = done;
        }

        void run(List<Accept> accepts) {
            for (Accept accept : accepts) {
                try {
                    acceptNow(accept);
                } catch (RuntimeException | Error e) {
                    LOG.warn("a result cannot be gathered", e);
                    done.failed(accept.attempt(), broken(e));
                }
            }
            over = true;
            if (!accepted.isEmpty()) {
                done.accepted(accepted);
            }
        }

        private void acceptNow(Accept accept) {
            AttemptId attempt = accept.attempt();
            byte[] payload = takeParked(attempt);
            gatherer(accept.job()).accept(accept.stage(), accept.part(), payload);
            if (accept.job().ephemeral()) {
                accepted.add(attempt);
                return;
            }
            store.recordAccepted(
                    attempt,
                    accept.stage(),
                    accept.part(),
                    payload,
                    new Store.Done() {
                        @Override
                        public void recorded() {
                            stored(attempt);
                        }

                        @Override
                        public void failed(String why) {
                            done.failed(attempt, Failure.of(ErrorReason.INTERNAL, why));
                        }
                    });
        }

        private void stored(AttemptId attempt) {
            if (Thread.currentThread() == thread && !over) {
                accepted.add(attempt);
            } else {
                done.accepted(List.of(attempt));
            }
        }
    }

    /** What a job is told whose result cannot be folded, or for which there is no answer. */
    public static Failure broken(Throwable cause) {
        if (cause instanceof ForkyardException known) {
            return new Failure(known.reason(), known.getMessage(), known.details(), "");
        }
        return Failure.of(ErrorReason.INTERNAL, "a result cannot be gathered: " + cause);
    }

    private Gatherer gatherer(Submission job) {
        return gatherers.computeIfAbsent(job.id(), id -> newGatherer(job));
    }

    private Gatherer newGatherer(Submission job) {
        return catalog.find(job.type()).orElseThrow().newGatherer(job.input());
    }

    private void onThread(Done done, Runnable work) {
        try {
            thread.execute(
                    () -> {
                        try {
                            work.run();
                        } catch (ForkyardException e) {
                            done.failed(broken(e));
                        } catch (RuntimeException | Error e) {
                            LOG.warn("a result cannot be gathered", e);
                            done.failed(broken(e));
                        }
                    });
        } catch (RejectedExecutionException e) {
            done.failed(Failure.of(ErrorReason.DRAINING, "the coordinator is stopping"));
        }
    }
}
