package dev.forkyard.benchmarks.chaos;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Strikes workers from outside by signals, busy ones where there are any. Confined to one thread
 * but for {@link #everSeen}.
 */
final class WorkerFaults {
    private final ForkyardClient client;
    private final Scoreboard board;
    private final Random random;
    private final Set<Long> everSeen = ConcurrentHashMap.newKeySet();

    WorkerFaults(ForkyardClient client, Scoreboard board, long seed) {
        this.client = client;
        this.board = board;
        random = new Random(seed);
    }

    /** The process ids of all workers that were ever listed. */
    Set<Long> everSeen() {
        return everSeen;
    }

    /**
     * Sends a signal to a worker, if there is one.
     *
     * @param signal its name, such as KILL
     */
    void strike(String signal) {
        List<Worker> live =
                client.workers().stream()
                        .filter(worker -> worker.getState() != WorkerState.WORKER_STATE_STARTING)
                        .filter(worker -> worker.getState() != WorkerState.WORKER_STATE_STOPPING)
                        .toList();
        live.forEach(worker -> everSeen.add(worker.getPid()));
        List<Worker> busy =
                live.stream()
                        .filter(worker -> worker.getState() == WorkerState.WORKER_STATE_BUSY)
                        .toList();
        List<Worker> targets = busy.isEmpty() ? live : busy;
        if (targets.isEmpty()) {
            return;
        }
        long pid = targets.get(random.nextInt(targets.size())).getPid();
        // It may have died since, and its number may be another's.
        if (isWorker(pid) && send(signal, pid)) {
            board.fault(!busy.isEmpty());
        }
    }

    private static boolean isWorker(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                    .contains("dev.forkyard.worker.WorkerMain");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean send(String signal, long pid) {
        try {
            Process kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return kill.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
