package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.fleet.StartupArchive;
import dev.forkyard.coordinator.fleet.WorkerLaunch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The command lines of workers, with the startup archive once there is one. The archive is made in
 * the background after the first worker is up, so that nobody waits for it. Thread-safe.
 */
public final class WorkerStarts implements AutoCloseable {
    private static final long RECORD_AFTER_SECONDS = 2;

    private final WorkerLaunch launch;
    private final StartupArchive archive;
    private final boolean recordsArchive;
    private final AtomicBoolean considered = new AtomicBoolean();
    private final ScheduledExecutorService thread;

    /**
     * @param recordsArchive whether a missing archive is made; a short-lived pool had better not
     */
    public WorkerStarts(WorkerLaunch launch, boolean recordsArchive) {
        this.launch = launch;
        this.archive = new StartupArchive(launch);
        this.recordsArchive = recordsArchive;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread made = new Thread(work, "forkyard-archive");
                            made.setDaemon(true);
                            return made;
                        });
    }

    /** Where crashing workers leave their hs_err files. */
    Path errorDirectory() {
        return launch.errorDirectory();
    }

    List<String> command(WorkerId worker, String socket) {
        return launch.command(worker.number(), socket, archive.options());
    }

    /** Called when a worker is up: from now on a missing archive may be made. */
    void workerRegistered() {
        if (recordsArchive && considered.compareAndSet(false, true)) {
            thread.schedule(this::recordIfMissing, RECORD_AFTER_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void recordIfMissing() {
        if (archive.isMissing()) {
            archive.record();
        }
    }
}
