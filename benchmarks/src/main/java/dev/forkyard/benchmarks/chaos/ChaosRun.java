package dev.forkyard.benchmarks.chaos;

import dev.forkyard.benchmarks.stand.Cluster;
import dev.forkyard.client.ForkyardClient;
import dev.forkyard.proto.v1.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One run: jobs and faults at once, then the counting. Confined to one thread. */
final class ChaosRun {
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long END_SECONDS_MAX = 400;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ChaosConfig config;
    private final Cluster cluster;
    private final Scoreboard board = new Scoreboard();
    private final List<Process> leftOnPurpose = new ArrayList<>();
    private volatile boolean over;
    private long startNanos;
    private int workers;

    ChaosRun(ChaosConfig config, Cluster cluster) {
        this.config = config;
        this.cluster = cluster;
    }

    /** Runs; returns the exit code. */
    int run() throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        Set<Long> seen;
        List<Long> rightful;
        try (ForkyardClient client = cluster.connect()) {
            JobMix mix = new JobMix(config.seed());
            WorkerFaults faults = new WorkerFaults(client, board, config.seed() + 1);
            workers = client.cluster().getWorkersWanted();
            startNanos = System.nanoTime();
            long endNanos = startNanos + config.length().toNanos();
            JobRunner runner = new JobRunner(client, board, config.sabotage(), endNanos);
            for (int i = 0; i < config.jobs(); i++) {
                threads.execute(() -> keepRunning(mix, runner));
            }
            strikeUntil(endNanos, faults, mix, runner, threads);
            over = true;
            awaitEnd(threads);
            board.capacity((System.nanoTime() - startNanos) * workers);
            if (config.sabotage() == Sabotage.ORPHAN) {
                faults.everSeen().add(leaveOrphan());
            }
            seen = new HashSet<>(faults.everSeen());
            rightful = client.workers().stream().map(Worker::getPid).toList();
        }
        countOrphans(seen, rightful);
        System.out.println(board.line());
        return board.exitCode();
    }

    private void keepRunning(JobMix mix, JobRunner runner) {
        while (!over) {
            runner.run(mix.next());
        }
    }

    private void strikeUntil(
            long endNanos,
            WorkerFaults faults,
            JobMix mix,
            JobRunner runner,
            ExecutorService threads) {
        Random random = new Random(config.seed() + 2);
        long now = System.nanoTime();
        Pace kill = new Pace(config.killsPerSecond(), random, now);
        Pace stop = new Pace(config.stopsPerSecond(), random, now);
        Pace oom = new Pace(config.oomsPerSecond(), random, now);
        long reportAt = now + REPORT_NANOS;
        for (; now < endNanos; now = System.nanoTime()) {
            // One that finds nobody is dropped. If it waited, each worker would die in the moment
            // of its birth once faults come faster than a busy machine forks.
            if (kill.isDue(now)) {
                faults.strike("KILL");
                kill.advance();
            }
            if (stop.isDue(now)) {
                faults.strike("STOP");
                stop.advance();
            }
            if (oom.isDue(now)) {
                threads.execute(() -> outOfMemory(mix, runner));
                oom.advance();
            }
            if (now >= reportAt) {
                board.capacity((now - startNanos) * workers);
                System.err.println("chaos: " + board.line());
                reportAt += REPORT_NANOS;
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    /** The worker that is filled is busy with it; but if the job went wrong, who knows. */
    private void outOfMemory(JobMix mix, JobRunner runner) {
        boolean struck = runner.run(mix.outOfMemory()) == KnownJob.Verdict.EXACT;
        board.fault(struck);
    }

    private static void awaitEnd(ExecutorService threads) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "jobs are still under way after " + END_SECONDS_MAX + " s");
        }
    }

    private void countOrphans(Set<Long> seen, List<Long> rightful) {
        boolean stopped = cluster.mark().isPresent();
        if (stopped) {
            cluster.stop();
        }
        Set<Long> left = Orphans.left(cluster, seen, stopped ? List.of() : rightful);
        board.orphans(left.size());
        left.forEach(pid -> System.err.println("chaos: process " + pid + " is left behind"));
        leftOnPurpose.forEach(Process::destroyForcibly);
        if (stopped) {
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private long leaveOrphan() {
        try {
            Process process = cluster.marked(List.of("sleep", "600")).start();
            leftOnPurpose.add(process);
            return process.pid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the next of many faults is due: at a steady rate, each somewhere in its interval. */
    private static final class Pace {
        private final double intervalNanos;
        private final Random random;
        private double intervalStart;
        private double due;

        Pace(double perSecond, Random random, long now) {
            intervalNanos = perSecond == 0 ? Double.MAX_VALUE : NANOS_PER_SECOND / perSecond;
            this.random = random;
            intervalStart = now;
            due = intervalStart + intervalNanos * random.nextDouble();
        }

        boolean isDue(long now) {
            return now >= due;
        }

        void advance() {
            intervalStart += intervalNanos;
            due = intervalStart + intervalNanos * random.nextDouble();
        }
    }
}
