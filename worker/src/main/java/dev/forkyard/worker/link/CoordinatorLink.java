package dev.forkyard.worker.link;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobType;
import dev.forkyard.proto.worker.v1.Register;
import dev.forkyard.worker.execute.BriefAttempts;
import dev.forkyard.worker.execute.Slot;
import dev.forkyard.worker.guard.ProcessEnd;
import dev.forkyard.worker.guard.WorkerThreads;
import java.util.List;

/**
 * What a worker and its coordinator say to each other. Thread-safe. Once it is open its end is the
 * process's end, unless {@link #finish} was called before.
 */
public final class CoordinatorLink {
    private static final long FINISH_MILLIS_MAX = 2_000;

    private final LinkConnection connection;
    private final ReportSender sender;
    private final Slot slot;
    private final WorkerThreads threads;
    private final ProcessEnd end;
    private final OrderListener listener;

    /**
     * Prepares the link of {@code slot} over {@code connection}; nothing is sent before {@link
     * #open}.
     */
    public CoordinatorLink(
            LinkConnection connection,
            ReportSender sender,
            Slot slot,
            BriefAttempts brief,
            WorkerThreads threads,
            ProcessEnd end) {
        this.connection = connection;
        this.sender = sender;
        this.slot = slot;
        this.threads = threads;
        this.end = end;
        this.listener = new OrderListener(slot, brief, sender, end);
    }

    /**
     * Registers; from now on the slot gets every order.
     *
     * @param token the one-time secret of this worker
     */
    public void open(WorkerId worker, String token, JobCatalog catalog) {
        threads.startDaemon("forkyard-link", () -> connection.receive(listener));
        sender.register(
                Register.newBuilder()
                        .setWorker(worker.number())
                        .setToken(token)
                        .setPid(ProcessHandle.current().pid())
                        .addAllJobTypes(names(catalog))
                        .build());
        Pulse pulse = new Pulse(sender, slot, end);
        sender.flushBy(pulse::flushSoon);
        threads.startDaemon("forkyard-pulse", pulse);
    }

    /**
     * Ends what the worker says behind all reports and waits until the coordinator has closed the
     * connection, at most {@value #FINISH_MILLIS_MAX} ms: then the reports have arrived.
     */
    public void finish() throws InterruptedException {
        listener.finish();
        sender.finish();
        listener.awaitClose(FINISH_MILLIS_MAX);
    }

    private static List<String> names(JobCatalog catalog) {
        return catalog.all().stream().map(JobType::id).map(Object::toString).sorted().toList();
    }
}
