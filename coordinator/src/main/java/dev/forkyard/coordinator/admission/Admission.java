package dev.forkyard.coordinator.admission;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.cost.CostBook;
import dev.forkyard.coordinator.loop.Conductor;
import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.plan.Planning;
import dev.forkyard.coordinator.schedule.Event;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.coordinator.watch.JobWatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Offers wishes to the core. Thread-safe; no call blocks. Refuses with QUEUE_FULL when the loop's
 * mailbox or the memory for inputs of live jobs is full.
 */
public final class Admission {
    /** No vowels, so that no id spells a word; no look-alikes. */
    private static final String ID_LETTERS = "bcdfghjkmnpqrstvwxz23456789";

    private static final int ID_LENGTH = 10;
    private static final long INPUT_BYTES_MAX = 64L << 20;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Loop loop;
    private final Conductor conductor;
    private final Planning planning;
    private final JobBoard board;
    private final CostBook costs;
    private final AtomicLong sequence = new AtomicLong();

    /** Makes the way in. */
    public Admission(
            Loop loop, Conductor conductor, Planning planning, JobBoard board, CostBook costs) {
        this.loop = loop;
        this.planning = planning;
        this.conductor = conductor;
        this.board = board;
        this.costs = costs;
    }

    /** One job on its way. */
    public record Admitted(JobId id, CompletableFuture<JobView> admitted) {}

    /**
     * Offers a wish.
     *
     * @return the job's id, and a future that completes once the core took the job, or
     *     exceptionally with a {@link dev.forkyard.common.error.ForkyardException} if it did not
     */
    public Admitted submit(JobWish wish) {
        return submit(wish, Optional.empty());
    }

    /**
     * Offers a wish, and has somebody told of the job from its first change on.
     *
     * @return as {@link #submit(JobWish)}
     */
    public Admitted submit(JobWish wish, Optional<JobWatcher> watcher) {
        long bytes = wish.input().length;
        Submission job = submission(wish);
        if (board.liveInputBytes() + bytes > INPUT_BYTES_MAX) {
            return refused(job, "the inputs of live jobs fill their %d MiB");
        }
        JobBoard.Opened opened = board.open(job, watcher, System.nanoTime());
        if (!opened.isNew()) {
            return new Admitted(job.id(), opened.admitted());
        }
        planning.prepare(job);
        job.results().ifPresent(results -> results.whenTaken(to -> taken(job.id(), to)));
        if (!loop.tryPost(at -> conductor.submit(job, at))) {
            planning.forget(job.id());
            board.refused(job.id(), full("too many requests wait for the coordinator"));
        }
        return new Admitted(job.id(), opened.admitted());
    }

    /** Asks for a job's end. Of no effect on an ended or unknown one. */
    public void cancel(JobId job) {
        loop.post(at -> conductor.apply(new Event.CancelRequested(at, job)));
    }

    /** A stage in order is alone, so it is the first. */
    private void taken(JobId job, long takenTo) {
        loop.post(at -> conductor.apply(new Event.ResultsTaken(at, job, 0, takenTo)));
    }

    private Admitted refused(Submission job, String format) {
        String message = format.formatted(INPUT_BYTES_MAX >> 20);
        return new Admitted(job.id(), CompletableFuture.failedFuture(full(message)));
    }

    private static UnavailableException full(String message) {
        return new UnavailableException(
                ErrorReason.QUEUE_FULL, message + "; try again later", RETRY_AFTER);
    }

    private Submission submission(JobWish wish) {
        return new Submission(
                newId(),
                sequence.incrementAndGet(),
                wish.type(),
                costs.calibrated(wish.type(), wish.input()),
                wish.priority(),
                wish.policy(),
                wish.ephemeral(),
                wish.requestId(),
                wish.labels(),
                Instant.now(),
                wish.results());
    }

    /**
     * 10 of 27 letters: 47 bits, so that 10,000 live ids meet with a chance below one in a million.
     */
    private JobId newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return new JobId(id.toString());
    }
}
