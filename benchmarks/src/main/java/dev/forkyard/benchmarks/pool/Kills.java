package dev.forkyard.benchmarks.pool;

import dev.forkyard.benchmarks.stand.Samples;
import dev.forkyard.benchmarks.stand.Specs;
import dev.forkyard.client.ForkyardClient;
import dev.forkyard.common.id.JobId;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills busy workers one after the other and reads from the event log how soon each was replaced.
 * Confined to one thread.
 *
 * <p>The swap lasts from just before the SIGKILL to the first task that a worker started which had
 * none before; so a task that another busy worker takes does not count.
 */
final class Kills {
    private static final long ITEMS = 100_000_000;
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();
    private static final long STEADY_NANOS_MAX = Duration.ofSeconds(30).toNanos();
    private static final double NANOS_PER_MILLI = 1e6;

    private final ForkyardClient client;
    private final Path log;

    Kills(ForkyardClient client, Path log) {
        this.client = client;
        this.log = log;
    }

    /** What the kills showed, in milliseconds. */
    record Times(Samples swap, Samples forkToReady) {}

    Times measure(int kills) {
        int workers = client.cluster().getWorkersWanted();
        long begin = System.nanoTime();
        String job =
                client.submit(Specs.chaos(ITEMS, ChaosWork.CHAOS_WORK_SLEEP, 1, List.of()))
                        .getJobId();
        long victimPid = 0;
        int live = awaitSteady(workers, workers + 1, victimPid).size();
        awaitDetails(begin);
        List<Long> killedAt = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            List<Worker> steady = awaitSteady(workers, live, victimPid);
            Worker victim =
                    steady.stream()
                            .filter(worker -> worker.getState() == WorkerState.WORKER_STATE_BUSY)
                            .skip(kill % workers)
                            .findFirst()
                            .orElseThrow();
            victimPid = victim.getPid();
            killedAt.add(System.nanoTime());
            ProcessHandle.of(victimPid).ifPresent(ProcessHandle::destroyForcibly);
        }
        awaitSteady(workers, live, victimPid);
        client.cancel(new JobId(job));
        List<EventLines.Line> lines = EventLines.since(log, begin);
        return new Times(swaps(lines, killedAt), forks(lines));
    }

    /** Waits until the log takes details again, of which other jobs may have used up a second. */
    private void awaitDetails(long begin) {
        long start = System.nanoTime();
        while (EventLines.since(log, begin).stream()
                .noneMatch(line -> line.event().equals("attempt_started"))) {
            if (System.nanoTime() - start > STEADY_NANOS_MAX) {
                throw new IllegalStateException("the event log has no starts of tasks after 30 s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Waits until all workers are busy and those that replace the dead are up. */
    private List<Worker> awaitSteady(int busy, int live, long deadPid) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < STEADY_NANOS_MAX) {
            List<Worker> workers = client.workers();
            boolean changing =
                    workers.stream()
                            .anyMatch(
                                    w ->
                                            w.getState() == WorkerState.WORKER_STATE_STARTING
                                                    || w.getPid() == deadPid);
            long busyNow =
                    workers.stream()
                            .filter(w -> w.getState() == WorkerState.WORKER_STATE_BUSY)
                            .count();
            if (!changing && busyNow >= busy && workers.size() >= live) {
                return workers;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IllegalStateException("the pool is not whole again after 30 s");
    }

    /** Of each kill the first start on a fresh worker before the next kill, if there was one. */
    private static Samples swaps(List<EventLines.Line> lines, List<Long> killedAt) {
        Map<String, Long> beganAt = beganAt(lines);
        Set<String> known = new HashSet<>();
        Map<Integer, Double> millis = new LinkedHashMap<>();
        int kill = -1;
        for (EventLines.Line line : lines) {
            if (!line.event().equals("attempt_handed_out")) {
                continue;
            }
            while (kill + 1 < killedAt.size() && line.atNanos() > killedAt.get(kill + 1)) {
                kill++;
            }
            Long began = beganAt.get(line.attempt());
            if (known.add(line.worker()) && kill >= 0 && began != null) {
                millis.putIfAbsent(kill, (began - killedAt.get(kill)) / NANOS_PER_MILLI);
            }
        }
        return Samples.of(List.copyOf(millis.values()));
    }

    /** When each attempt was first heard of; the end of a tiny one says that it began. */
    private static Map<String, Long> beganAt(List<EventLines.Line> lines) {
        Map<String, Long> beganAt = new HashMap<>();
        for (EventLines.Line line : lines) {
            if (line.event().equals("attempt_started") || line.event().equals("attempt_ended")) {
                beganAt.putIfAbsent(line.attempt(), line.atNanos());
            }
        }
        return beganAt;
    }

    private static Samples forks(List<EventLines.Line> lines) {
        Map<String, Long> forkedAt = new HashMap<>();
        List<Double> millis = new ArrayList<>();
        for (EventLines.Line line : lines) {
            if (line.event().equals("worker_forked")) {
                forkedAt.put(line.worker(), line.atNanos());
            }
            Long forked = forkedAt.get(line.worker());
            if (line.event().equals("worker_registered") && forked != null) {
                millis.add((line.atNanos() - forked) / NANOS_PER_MILLI);
            }
        }
        return Samples.of(millis);
    }
}
