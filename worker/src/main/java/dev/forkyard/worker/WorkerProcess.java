package dev.forkyard.worker;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.worker.execute.BriefAttempts;
import dev.forkyard.worker.execute.Slot;
import dev.forkyard.worker.execute.SlotLoop;
import dev.forkyard.worker.execute.WarmUps;
import dev.forkyard.worker.guard.CoordinatorWatch;
import dev.forkyard.worker.guard.ExitCode;
import dev.forkyard.worker.guard.LastWords;
import dev.forkyard.worker.guard.ProcessEnd;
import dev.forkyard.worker.guard.WorkerThreads;
import dev.forkyard.worker.link.CoordinatorLink;
import dev.forkyard.worker.link.LinkConnection;
import dev.forkyard.worker.link.ReportSender;

/**
 * The parts of a worker put together: link, slot and threads. Confined to the main thread, which
 * becomes free once the worker is started.
 */
final class WorkerProcess {
    private final JobCatalog catalog;
    private final WorkerThreads threads;
    private final ProcessEnd end;

    WorkerProcess(JobCatalog catalog, WorkerThreads threads, ProcessEnd end) {
        this.catalog = catalog;
        this.threads = threads;
        this.end = end;
    }

    /**
     * Registers with the coordinator over {@code connection}, then executes until it is drained,
     * and exits with 0.
     */
    void start(LinkConnection connection, WorkerId worker, String token, CoordinatorWatch watch) {
        ReportSender sender = new ReportSender(connection);
        WarmUps warmUps = new WarmUps(threads.onDemand("forkyard-warm-up"), catalog, sender);
        Slot slot = new Slot(sender, warmUps);
        BriefAttempts brief = new BriefAttempts(slot, catalog, sender);
        CoordinatorLink link = new CoordinatorLink(connection, sender, slot, brief, threads, end);
        link.open(worker, token, catalog);
        SlotLoop loop = new SlotLoop(slot, catalog, sender);
        threads.start(
                "forkyard-slot-0",
                () -> {
                    loop.run();
                    warmUps.close();
                    exit(link, connection, watch);
                });
    }

    private static void exit(
            CoordinatorLink link, LinkConnection connection, CoordinatorWatch watch) {
        try {
            link.finish();
            connection.close();
        } catch (InterruptedException exitAnyway) {
            Thread.currentThread().interrupt();
        }
        watch.leaveInput();
        LastWords.say(ExitCode.DRAINED, "told to leave, and nothing is left to do");
        // Not a halt: this is the one orderly end, so user code gets its shutdown hooks.
        System.exit(ExitCode.DRAINED.number());
    }
}
