package dev.forkyard.coordinator.watch;

import dev.forkyard.common.id.JobId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which ended jobs are still remembered: at most so many, so old and of so many bytes; and, for a
 * while, the names of those that were forgotten. Thread-safe.
 */
final class Retention {
    private static final int EXPIRED_NAMES_MAX = 100_000;

    private final int jobsMax;
    private final long ageMaxNanos;
    private final long bytesMax;
    private final ArrayDeque<JobEntry> ended = new ArrayDeque<>();
    private final Set<JobId> expired = new LinkedHashSet<>();
    private long bytes;

    Retention(int jobsMax, long ageMaxNanos, long bytesMax) {
        this.jobsMax = jobsMax;
        this.ageMaxNanos = ageMaxNanos;
        this.bytesMax = bytesMax;
    }

    /** Remembers one more and says which are to be forgotten. */
    synchronized List<JobEntry> add(JobEntry entry, long nowNanos) {
        ended.addLast(entry);
        bytes += entry.payloadBytes();
        return expire(nowNanos);
    }

    /** Says which are to be forgotten by now. */
    synchronized List<JobEntry> expire(long nowNanos) {
        List<JobEntry> forgotten = new ArrayList<>();
        while (!ended.isEmpty() && isOver(ended.getFirst(), nowNanos)) {
            JobEntry oldest = ended.removeFirst();
            bytes -= oldest.payloadBytes();
            expired.add(oldest.submission.id());
            forgotten.add(oldest);
        }
        while (expired.size() > EXPIRED_NAMES_MAX) {
            expired.remove(expired.iterator().next());
        }
        return forgotten;
    }

    synchronized boolean hasForgotten(JobId id) {
        return expired.contains(id);
    }

    private boolean isOver(JobEntry oldest, long nowNanos) {
        long endedNanos = oldest.view.snapshot().endedNanos().orElse(nowNanos);
        return ended.size() > jobsMax || bytes > bytesMax || nowNanos - endedNanos > ageMaxNanos;
    }
}
