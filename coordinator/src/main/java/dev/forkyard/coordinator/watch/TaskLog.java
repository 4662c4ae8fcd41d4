package dev.forkyard.coordinator.watch;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.schedule.AttemptFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Failed attempts with their autopsies, of jobs that are remembered. Thread-safe; no call blocks.
 *
 * <p>Of each job the last {@value #FAILURES_OF_JOB_MAX} are kept, of all jobs together the last
 * 20,000 with at most 64 Mi characters of text: the oldest lose their texts first. Counts and the
 * first given-up pieces stay as long as the job.
 */
public final class TaskLog {
    private static final int FAILURES_OF_JOB_MAX = 100;

    private final int failuresMax;
    private final long textLengthMax;
    private final Map<JobId, JobFailures> jobs = new HashMap<>();
    private final TreeMap<Long, FailedAttempt> all = new TreeMap<>();
    private final TreeMap<Long, Long> textLengths = new TreeMap<>();
    private long sequence;
    private long textLength;

    /** One job's failures: which of all, and what was lost for good. */
    private static final class JobFailures {
        final TreeMap<Long, FailedAttempt> kept = new TreeMap<>();
        GivenUpPieces givenUp = GivenUpPieces.NONE;
    }

    /** An empty log. */
    TaskLog() {
        this(20_000, 64L << 20);
    }

    TaskLog(int failuresMax, long textLengthMax) {
        this.failuresMax = failuresMax;
        this.textLengthMax = textLengthMax;
    }

    /** Keeps a failure. */
    synchronized void add(AttemptFailure failure, Optional<Autopsy> autopsy, Instant endTime) {
        FailedAttempt failed = new FailedAttempt(++sequence, failure, autopsy, endTime);
        JobFailures job = jobs.computeIfAbsent(failure.attempt().job(), id -> new JobFailures());
        job.givenUp = job.givenUp.plus(failure);
        job.kept.put(failed.sequence(), failed);
        all.put(failed.sequence(), failed);
        if (failed.textLength() > 0) {
            textLengths.put(failed.sequence(), failed.textLength());
            textLength += failed.textLength();
        }
        if (job.kept.size() > FAILURES_OF_JOB_MAX) {
            drop(job.kept.firstEntry().getValue());
        }
        if (all.size() > failuresMax) {
            drop(all.firstEntry().getValue());
        }
        while (textLength > textLengthMax) {
            dropTexts(textLengths.firstKey());
        }
    }

    /** What a job lost for good so far, and how often an attempt of it failed. */
    public synchronized GivenUpPieces givenUp(JobId id) {
        JobFailures job = jobs.get(id);
        return job == null ? GivenUpPieces.NONE : job.givenUp;
    }

    /**
     * A job's failures, newest first.
     *
     * @param beforeSequence only those with a lower sequence number
     */
    public synchronized List<FailedAttempt> newest(JobId id, long beforeSequence, int most) {
        JobFailures job = jobs.get(id);
        return job == null
                ? List.of()
                : job.kept.headMap(beforeSequence, false).descendingMap().values().stream()
                        .limit(most)
                        .toList();
    }

    /** The failure of one attempt, if it is still kept. */
    synchronized Optional<FailedAttempt> find(AttemptId attempt) {
        return newest(attempt.job(), Long.MAX_VALUE, FAILURES_OF_JOB_MAX).stream()
                .filter(failed -> failed.failure().attempt().equals(attempt))
                .findFirst();
    }

    /** Forgets a job. */
    synchronized void forget(JobId id) {
        JobFailures job = jobs.remove(id);
        if (job != null) {
            List.copyOf(job.kept.values()).forEach(this::drop);
        }
    }

    /** How many characters of text are kept. */
    synchronized long textLength() {
        return textLength;
    }

    private void drop(FailedAttempt failed) {
        all.remove(failed.sequence());
        Long length = textLengths.remove(failed.sequence());
        textLength -= length == null ? 0 : length;
        JobFailures job = jobs.get(failed.failure().attempt().job());
        if (job != null) {
            job.kept.remove(failed.sequence());
        }
    }

    private void dropTexts(long oldest) {
        Long length = textLengths.remove(oldest);
        textLength -= length == null ? 0 : length;
        FailedAttempt failed = all.get(oldest);
        if (failed != null) {
            FailedAttempt bare = failed.withoutTexts();
            all.put(oldest, bare);
            JobFailures job = jobs.get(failed.failure().attempt().job());
            if (job != null) {
                job.kept.put(oldest, bare);
            }
        }
    }
}
