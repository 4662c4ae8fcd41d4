package dev.forkyard.benchmarks.chaos;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what happened, as seen from outside of the pool. Thread-safe. */
final class Scoreboard {
    /** Below so many ended jobs a run shows nothing. */
    static final int JOBS_LEAST = 100;

    private static final int FAILED = 1;
    private static final int VOID = 2;
    private static final double PERCENT = 100;

    private final Map<KnownJob.Verdict, Long> verdicts = new EnumMap<>(KnownJob.Verdict.class);
    private long faults;
    private long faultsOnBusy;
    private long workerNanos;
    private long capacityNanos;
    private int orphans;

    synchronized void fault(boolean onBusyWorker) {
        faults++;
        faultsOnBusy += onBusyWorker ? 1 : 0;
    }

    /** A job ended, or was given up by whoever waited for it. */
    synchronized void ended(KnownJob.Verdict verdict, long workerNanos) {
        verdicts.merge(verdict, 1L, Long::sum);
        this.workerNanos += workerNanos;
    }

    /** How long all workers together could have worked. */
    synchronized void capacity(long nanos) {
        capacityNanos = nanos;
    }

    synchronized void orphans(int count) {
        orphans = count;
    }

    synchronized long jobsEnded() {
        return verdicts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The line that a run ends with. */
    synchronized String line() {
        return String.format(
                Locale.ROOT,
                "faults %d, on busy workers %d, jobs ended %d, useful worker time %.0f%%,"
                        + " lost %d, wrong %d, duplicated %d, orphans %d",
                faults,
                faultsOnBusy,
                jobsEnded(),
                capacityNanos == 0 ? 0 : PERCENT * workerNanos / capacityNanos,
                count(KnownJob.Verdict.LOST),
                count(KnownJob.Verdict.WRONG),
                count(KnownJob.Verdict.DUPLICATED),
                orphans);
    }

    /** 1 if anything was lost, wrong, duplicated or left; 2 if too little happened; else 0. */
    synchronized int exitCode() {
        if (count(KnownJob.Verdict.EXACT) < jobsEnded() || orphans > 0) {
            return FAILED;
        }
        return jobsEnded() < JOBS_LEAST || faultsOnBusy * 2 < faults ? VOID : 0;
    }

    private long count(KnownJob.Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }
}
