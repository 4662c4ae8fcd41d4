package dev.forkyard.coordinator.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jobs that have work to hand out, best first: strictly by priority, within one by the least
 * run time given so far. Confined to the loop thread.
 *
 * <p>A job that comes back after a pause starts at the run time of the job served last, so that it
 * can neither claim the past nor lose its turn. A job that waited longer than the aging time is
 * served once as if it had the highest priority.
 */
final class ReadyQueue {
    /** A job's place. */
    record Key(int level, double servedNanos, long sequence) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            if (level != other.level) {
                return Integer.compare(level, other.level);
            }
            int byServed = Double.compare(servedNanos, other.servedNanos);
            return byServed != 0 ? byServed : Long.compare(sequence, other.sequence);
        }
    }

    private final TreeMap<Key, LiveJob> jobs = new TreeMap<>();
    private final double[] lastServedNanos = new double[Priority.LEVELS];
    private final int[] counts = new int[Priority.LEVELS];

    /** Brings a job's place up to date after its work or its run time changed. */
    void update(LiveJob job, boolean ready, long nowNanos) {
        boolean wasReady = job.readyKey != null;
        if (ready && wasReady && stands(job)) {
            return;
        }
        remove(job);
        if (!ready) {
            return;
        }
        int level = job.priority.level();
        if (!wasReady) {
            job.servedNanos = Math.max(job.servedNanos, lastServedNanos[level]);
            job.waitingSinceNanos = nowNanos;
        }
        put(job, level, job.servedNanos);
    }

    void remove(LiveJob job) {
        if (job.readyKey != null) {
            jobs.remove(job.readyKey);
            counts[job.readyKey.level()]--;
            job.readyKey = null;
        }
    }

    Optional<LiveJob> first() {
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.firstEntry().getValue());
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    int size() {
        return jobs.size();
    }

    /** How many ready jobs come before all jobs of a priority. */
    int countAbove(Priority priority) {
        int count = 0;
        for (int level = 0; level < priority.level(); level++) {
            count += counts[level];
        }
        return count;
    }

    /** How many ready jobs stand at a priority. */
    int countAt(Priority priority) {
        return counts[priority.level()];
    }

    /** Notes that a job got a worker for an expected time. */
    void served(LiveJob job, double expectedNanos, long nowNanos) {
        int level = job.priority.level();
        lastServedNanos[level] = Math.max(lastServedNanos[level], job.servedNanos);
        job.servedNanos += expectedNanos;
        job.waitingSinceNanos = nowNanos;
    }

    /** Moves jobs that waited longer than {@code agingNanos} to the front for one task. */
    void age(long nowNanos, long agingNanos) {
        List<LiveJob> aged = new ArrayList<>();
        for (LiveJob job : jobs.values()) {
            boolean below = job.readyKey != null && job.readyKey.level() > 0;
            if (below && nowNanos - job.waitingSinceNanos >= agingNanos) {
                aged.add(job);
            }
        }
        for (LiveJob job : aged) {
            remove(job);
            put(job, 0, lastServedNanos[0]);
        }
    }

    /** Whether a ready job's place is still right. */
    private static boolean stands(LiveJob job) {
        ReadyQueue.Key key = job.readyKey;
        return key != null
                && key.level() == job.priority.level()
                && key.servedNanos() == job.servedNanos;
    }

    private void put(LiveJob job, int level, double servedNanos) {
        job.readyKey = new Key(level, servedNanos, job.sequence);
        jobs.put(job.readyKey, job);
        counts[level]++;
    }
}
