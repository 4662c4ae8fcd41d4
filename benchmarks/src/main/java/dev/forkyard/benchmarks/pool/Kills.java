package dev.forkyard.benchmarks.pool;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.common.id.JobId;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills busy workers one after the other, each once the pool is whole again. Confined to one
 * thread.
 */
final class Kills {
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();
    private static final long STEADY_NANOS_MAX = Duration.ofSeconds(30).toNanos();

    private final ForkyardClient client;
    private final Path log;

    Kills(ForkyardClient client, Path log) {
        this.client = client;
        this.log = log;
    }

    /**
     * Kills workers that are busy with a job.
     *
     * @param calm how long all workers were there before each kill
     */
    KillLog measure(int kills, Duration calm, JobSpec spec) {
        int workers = client.cluster().getWorkersWanted();
        long begin = System.nanoTime();
        String job = client.submit(spec).getJobId();
        long victimPid = 0;
        int live = awaitSteady(workers, workers + 1, victimPid).size();
        awaitDetails(begin);
        List<Long> killedAt = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            awaitSteady(workers, live, victimPid);
            LockSupport.parkNanos(calm.toNanos());
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
        return new KillLog(EventLines.since(log, begin), killedAt);
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
}
