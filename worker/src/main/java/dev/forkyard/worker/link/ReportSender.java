package dev.forkyard.worker.link;

import com.google.protobuf.UnsafeByteOperations;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.proto.wire.WireIds;
import dev.forkyard.proto.worker.v1.Cancelled;
import dev.forkyard.proto.worker.v1.Ended;
import dev.forkyard.proto.worker.v1.Heartbeat;
import dev.forkyard.proto.worker.v1.Progress;
import dev.forkyard.proto.worker.v1.Register;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.ReportBatch;
import dev.forkyard.proto.worker.v1.Started;
import dev.forkyard.proto.worker.v1.Succeeded;
import dev.forkyard.proto.worker.v1.ThreadDump;
import dev.forkyard.proto.worker.v1.Threw;
import dev.forkyard.proto.worker.v1.WarmedUp;
import dev.forkyard.worker.execute.AttemptOutcome;
import dev.forkyard.worker.execute.AttemptReports;
import dev.forkyard.worker.execute.TimeSpent;

/**
 * Says everything that the worker says to the coordinator. Thread-safe: the slot's thread, the
 * pulse and the link's thread all report, so each message is sent under a lock, which is held for
 * encoding and writing only.
 *
 * <p>Starts and ends of attempts are kept back until somebody flushes, at most {@value
 * #KEPT_BACK_MAX}: a message costs many times what a report in it costs. If the process dies, what
 * was kept back counts as not done.
 *
 * <p>Never blocks: what the socket does not take is queued. The queue is bounded by the protocol,
 * since an attempt has one result and at most 33 attempts are here; progress, which has no such
 * bound, is dropped while the queue is not empty.
 */
public final class ReportSender implements AttemptReports {
    /** Half of the widest window: the coordinator sends more while the other half is executed. */
    private static final int KEPT_BACK_MAX = 8;

    /** Above this a result travels at once: a message of eight large ones would be refused. */
    private static final int KEPT_BACK_PAYLOAD_MAX = 64 * 1024;

    private static final Report HEARTBEAT =
            Report.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build();

    private final LinkConnection connection;
    // Guarded by this.
    private ReportBatch.Builder keptBack = ReportBatch.newBuilder();

    private volatile Runnable flushClock = () -> {};

    /** Makes a sender over {@code connection}. */
    public ReportSender(LinkConnection connection) {
        this.connection = connection;
    }

    /** Names whom to tell that something is kept back, so that he calls {@link #flushKept} soon. */
    void flushBy(Runnable clock) {
        flushClock = clock;
    }

    void register(Register register) {
        send(Report.newBuilder().setRegister(register).build());
    }

    void heartbeat() {
        send(HEARTBEAT);
    }

    void threadDump(String text) {
        ThreadDump dump = ThreadDump.newBuilder().setText(text).build();
        send(Report.newBuilder().setThreadDump(dump).build());
    }

    @Override
    public void started(AttemptId attempt) {
        Started started = Started.newBuilder().setAttempt(WireIds.toWire(attempt)).build();
        keepBack(Report.newBuilder().setStarted(started).build());
    }

    @Override
    public void progressed(AttemptId attempt, long finishedTo) {
        Progress.Builder progress =
                Progress.newBuilder().setAttempt(WireIds.toWire(attempt)).setFinishedTo(finishedTo);
        Report message = Report.newBuilder().setProgress(progress).build();
        synchronized (this) {
            if (connection.isReady()) {
                send(message);
            }
        }
    }

    @Override
    public void ended(AttemptId attempt, AttemptOutcome outcome, TimeSpent spent) {
        Ended.Builder ended =
                Ended.newBuilder()
                        .setAttempt(WireIds.toWire(attempt))
                        .setRunNanos(spent.runNanos())
                        .setCpuNanos(spent.cpuNanos());
        outcome.read(new OutcomeWriter(ended));
        boolean large = ended.getSucceeded().getPayload().size() > KEPT_BACK_PAYLOAD_MAX;
        keepBackEnd(Report.newBuilder().setEnded(ended).build());
        if (large) {
            flush();
        }
    }

    @Override
    public void warmedUp(JobTypeId type, long cpuNanos) {
        WarmedUp warmedUp =
                WarmedUp.newBuilder().setJobType(type.toString()).setCpuNanos(cpuNanos).build();
        send(Report.newBuilder().setWarmedUp(warmedUp).build());
    }

    /** Ends what the worker says, behind all that was sent; later reports are lost. */
    synchronized void finish() {
        flush();
        connection.finish();
    }

    @Override
    public void flush() {
        flushKept();
    }

    @Override
    public void flushSoon() {
        flushClock.run();
    }

    /** Says what is kept back and tells whether that was anything. */
    synchronized boolean flushKept() {
        if (keptBack.getReportsCount() == 0) {
            return false;
        }
        ReportBatch message = keptBack.build();
        keptBack = ReportBatch.newBuilder();
        connection.send(message);
        return true;
    }

    /** An end says that there was a start, so that one that is still here need not be said. */
    private synchronized void keepBackEnd(Report report) {
        int last = keptBack.getReportsCount() - 1;
        // Not that of another: one that waits may be cancelled while another runs.
        if (last >= 0
                && keptBack.getReports(last)
                        .getStarted()
                        .getAttempt()
                        .equals(report.getEnded().getAttempt())) {
            keptBack.removeReports(last);
        }
        keepBack(report);
    }

    private synchronized void keepBack(Report report) {
        keptBack.addReports(report);
        if (keptBack.getReportsCount() >= KEPT_BACK_MAX) {
            flush();
        }
    }

    private synchronized void send(Report report) {
        keptBack.addReports(report);
        flush();
    }

    /** Writes an outcome into its message. Confined to one call. */
    private record OutcomeWriter(Ended.Builder ended)
            implements AttemptOutcome.Reader<Ended.Builder> {
        @Override
        public Ended.Builder succeeded(AttemptOutcome.Succeeded outcome) {
            // Not copied: by its contract nobody changes a payload.
            return ended.setSucceeded(
                    Succeeded.newBuilder()
                            .setFinishedTo(outcome.result().finishedTo())
                            .setPayload(
                                    UnsafeByteOperations.unsafeWrap(outcome.result().payload())));
        }

        @Override
        public Ended.Builder threw(AttemptOutcome.Threw outcome) {
            return ended.setThrew(
                    Threw.newBuilder()
                            .setClassName(outcome.className())
                            .setMessage(outcome.message())
                            .setStack(outcome.stack()));
        }

        @Override
        public Ended.Builder cancelled(AttemptOutcome.Cancelled outcome) {
            return ended.setCancelled(Cancelled.getDefaultInstance());
        }
    }
}
