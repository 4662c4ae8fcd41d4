package dev.forkyard.coordinator.watch;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.schedule.AttemptFailure;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import dev.forkyard.coordinator.schedule.JobState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest view of every live and recently ended job. Thread-safe; no call blocks. Watchers are
 * told on one thread of its own, so that neither the loop nor a gRPC thread does their work.
 *
 * <p>Of ended jobs at most 10,000 are kept, for at most 24 hours, with at most 64 MiB of inputs and
 * answers. Ephemeral jobs leave the board with their end.
 */
public final class JobBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobBoard.class);
    private static final int ENDED_JOBS_MAX = 10_000;
    private static final long ENDED_AGE_MAX_NANOS = Duration.ofHours(24).toNanos();
    private static final long ENDED_BYTES_MAX = 64L << 20;

    private final Map<JobId, JobEntry> entries = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, JobEntry> listed = new ConcurrentSkipListMap<>();
    private final Map<String, JobEntry> byRequest = new ConcurrentHashMap<>();
    private final Retention retention =
            new Retention(ENDED_JOBS_MAX, ENDED_AGE_MAX_NANOS, ENDED_BYTES_MAX);
    private final AtomicLong jobsEnded = new AtomicLong();
    private final AtomicLong liveInputBytes = new AtomicLong();
    private final WallClock clock;
    private final TaskLog failures = new TaskLog();
    private final RunningTasks running;
    private final JobViews views;
    private final ScheduledExecutorService watchThread;

    /** Makes an empty board. */
    public JobBoard(WallClock clock) {
        this.clock = clock;
        this.running = new RunningTasks(clock);
        this.views = new JobViews(clock, failures);
        this.watchThread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "forkyard-watch");
                            thread.setDaemon(true);
                            return thread;
                        });
        watchThread.scheduleWithFixedDelay(
                () -> forget(retention.expire(System.nanoTime())), 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Puts a submission on the board before the core has seen it.
     *
     * @param first told of the job from its first change on, even if it ends at once
     * @return completes once it was admitted or refused; if its request id is known already, that
     *     earlier job's future, and {@code isNew} of the reply is false
     */
    public Opened open(Submission submission, Optional<JobWatcher> first, long nowNanos) {
        JobEntry entry = new JobEntry(JobViews.first(submission, nowNanos));
        if (!submission.requestId().isEmpty()) {
            JobEntry earlier = byRequest.putIfAbsent(submission.requestId(), entry);
            if (earlier != null) {
                return new Opened(false, earlier.admitted.thenApply(view -> earlier.view));
            }
        }
        first.ifPresent(entry::watchFirst);
        entries.put(submission.id(), entry);
        liveInputBytes.addAndGet(submission.input().length);
        return new Opened(true, entry.admitted);
    }

    /** What {@link #open} found. */
    public record Opened(boolean isNew, CompletableFuture<JobView> admitted) {}

    /** The core took the job. */
    public void admitted(JobId id) {
        JobEntry entry = entries.get(id);
        if (entry != null) {
            if (!entry.submission.ephemeral()) {
                listed.put(entry.submission.sequence(), entry);
            }
            if (entry.isLight()) {
                entry.admitted.complete(entry.view);
            } else {
                onWatchThread(() -> entry.admitted.complete(entry.view));
            }
        }
    }

    /** The job was not taken. */
    public void refused(JobId id, ForkyardException why) {
        JobEntry entry = entries.remove(id);
        if (entry != null) {
            forgetRequest(entry);
            liveInputBytes.addAndGet(-entry.submission.input().length);
            onWatchThread(() -> entry.admitted.completeExceptionally(why));
        }
    }

    /** A live job changed. */
    public void changed(JobSnapshot snapshot) {
        JobEntry entry = entries.get(snapshot.id());
        if (entry != null) {
            entry.view = views.of(entry.submission, snapshot, entry.work, Optional.empty());
            if (!entry.isLight()) {
                tellSoon(entry);
            }
        }
    }

    /** A job ended. */
    public void ended(JobSnapshot last, Optional<byte[]> result) {
        JobEntry entry = entries.get(last.id());
        if (entry == null) {
            return;
        }
        jobsEnded.incrementAndGet();
        liveInputBytes.addAndGet(-entry.submission.input().length);
        entry.view = views.of(entry.submission, last, entry.work, result);
        if (entry.submission.ephemeral()) {
            entries.remove(last.id());
            forgetRequest(entry);
            failures.forget(last.id());
        } else {
            forget(retention.add(entry, System.nanoTime()));
        }
        entry.view
                .failure()
                .ifPresent(
                        failure ->
                                onWatchThread(
                                        () ->
                                                entry.admitted.completeExceptionally(
                                                        failure.toException())));
        if (entry.isLight()) {
            tellNow(entry);
        } else {
            tellSoon(entry);
        }
    }

    /** A process reported the end of an attempt of a live job, which took so much CPU time. */
    public void worked(AttemptId attempt, int stage, long pid, long cpuNanos) {
        JobEntry entry = entries.get(attempt.job());
        if (entry != null && !entry.isLight()) {
            entry.work.add(stage, pid, cpuNanos);
        }
    }

    /** An attempt of a live job failed. */
    public void failed(AttemptFailure failure, Optional<Autopsy> autopsy, long atNanos) {
        if (entries.containsKey(failure.attempt().job())) {
            failures.add(failure, autopsy, clock.at(atNanos));
        }
    }

    /** The failed attempts of the jobs on the board. */
    public TaskLog failures() {
        return failures;
    }

    /** What workers have in hand. */
    public RunningTasks running() {
        return running;
    }

    /**
     * Tells everybody who waits for a job that has not ended that it will not, and waits, at most
     * two seconds, until they are told.
     */
    public void leave(ForkyardException why) {
        CountDownLatch told = new CountDownLatch(1);
        onWatchThread(
                () -> {
                    entries.values().forEach(entry -> entry.leave(why));
                    told.countDown();
                });
        try {
            if (!told.await(2, TimeUnit.SECONDS)) {
                LOG.warn("not all callers could be told that the coordinator leaves");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A job as it stands.
     *
     * @throws NotFoundException as JOB_NOT_FOUND or JOB_EXPIRED
     */
    public JobView find(JobId id) {
        return entry(id).view;
    }

    /** Listed jobs below a sequence number, newest first. */
    public List<JobView> list(long beforeSequence, int most) {
        return listed.headMap(beforeSequence).descendingMap().values().stream()
                .limit(most)
                .map(entry -> entry.view)
                .toList();
    }

    /**
     * Tells the watcher of the job as it stands and of every later change, on the watch thread.
     *
     * @return runs once the watcher is no longer interested
     * @throws NotFoundException as JOB_NOT_FOUND or JOB_EXPIRED
     */
    public Runnable watch(JobId id, JobWatcher watcher) {
        JobEntry entry = entry(id);
        entry.watchers.add(watcher);
        onWatchThread(
                () -> {
                    JobView view = entry.view;
                    watcher.changed(view);
                    if (view.ended()) {
                        entry.watchers.remove(watcher);
                    }
                });
        return () -> entry.watchers.remove(watcher);
    }

    /** Does something later, on the watch thread. Must not block. */
    public void later(Duration delay, Runnable work) {
        try {
            watchThread.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The board is closed: whoever waits is told by the closing of its call.
            work.run();
        }
    }

    /** How many jobs ended since the start. */
    public long jobsEnded() {
        return jobsEnded.get();
    }

    /** How many bytes the inputs of live jobs take. */
    public long liveInputBytes() {
        return liveInputBytes.get();
    }

    /** How many jobs are live, and of these how many have no started task. */
    public int[] liveAndQueued() {
        int live = 0;
        int queued = 0;
        for (JobEntry entry : entries.values()) {
            JobState state = entry.view.snapshot().state();
            live += state.ended() ? 0 : 1;
            queued += state == JobState.QUEUED ? 1 : 0;
        }
        return new int[] {live, queued};
    }

    /** Ends the watch thread after what it already has to tell. */
    @Override
    public void close() {
        watchThread.shutdown();
        try {
            watchThread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JobEntry entry(JobId id) {
        JobEntry entry = entries.get(id);
        if (entry == null && retention.hasForgotten(id)) {
            throw new NotFoundException(
                    ErrorReason.JOB_EXPIRED,
                    "job_id",
                    id.value(),
                    "job "
                            + id
                            + " ended and was forgotten; the last 10,000 are kept for 24 hours");
        }
        if (entry == null) {
            throw new NotFoundException(
                    ErrorReason.JOB_NOT_FOUND,
                    "job_id",
                    id.value(),
                    "no job " + id + " is known here");
        }
        return entry;
    }

    private void forget(List<JobEntry> forgotten) {
        for (JobEntry entry : forgotten) {
            entries.remove(entry.submission.id());
            listed.remove(entry.submission.sequence());
            forgetRequest(entry);
            failures.forget(entry.submission.id());
        }
    }

    private void forgetRequest(JobEntry entry) {
        byRequest.remove(entry.submission.requestId(), entry);
    }

    /** An exception here would end the loop. */
    private static void tellNow(JobEntry entry) {
        try {
            entry.tell();
        } catch (RuntimeException e) {
            LOG.warn("a caller could not be told of the end of job {}", entry.submission.id(), e);
        }
    }

    private void tellSoon(JobEntry entry) {
        if (!entry.watchers.isEmpty() && entry.tellingSoon.compareAndSet(false, true)) {
            onWatchThread(entry::tell);
        }
    }

    private void onWatchThread(Runnable work) {
        try {
            watchThread.execute(work);
        } catch (RejectedExecutionException e) {
            // The board is closed: nobody waits any more.
            return;
        }
    }
}
