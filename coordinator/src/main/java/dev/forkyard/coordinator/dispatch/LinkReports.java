package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.fleet.Fleet;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.proto.worker.v1.Ended;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.ReportBatch;
import dev.forkyard.proto.worker.v1.WarmedUp;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What workers report, told to the fleet and to the core. Called on netty's threads; everything is
 * done on the loop thread.
 */
final class LinkReports implements LinkEvents {
    private final Fleet fleet;
    private final WorkerTable table;
    private final FleetOrders orders;
    private final Turns turns;
    private final LinkWarmUp warmUp;
    private final WorkerStarts starts;
    private final Consumer<WorkerId> onJoined;
    private final EventLog log;

    LinkReports(
            Fleet fleet,
            WorkerTable table,
            FleetOrders orders,
            Turns turns,
            LinkWarmUp warmUp,
            WorkerStarts starts,
            Consumer<WorkerId> onJoined,
            EventLog log) {
        this.fleet = fleet;
        this.table = table;
        this.orders = orders;
        this.turns = turns;
        this.warmUp = warmUp;
        this.starts = starts;
        this.onJoined = onJoined;
        this.log = log;
    }

    @Override
    public void registered(WorkerLink link) {
        turns.post(at -> joined(link, at));
    }

    @Override
    public void received(WorkerId worker, ReportBatch message) {
        turns.post(
                at -> {
                    fleet.heard(worker, at);
                    for (Report report : message.getReportsList()) {
                        take(worker, report, at);
                    }
                });
    }

    @Override
    public void closed(WorkerId worker) {
        turns.post(
                at -> {
                    warmUp.stop(worker);
                    fleet.linkLost(worker, at);
                });
    }

    private void joined(WorkerLink link, long nowNanos) {
        WorkerId worker = link.worker();
        if (table.process(worker).isEmpty()) {
            // It ended before it was heard.
            return;
        }
        log.note(nowNanos, "worker_registered", "worker", worker);
        table.add(link);
        onJoined.accept(worker);
        fleet.registered(worker, nowNanos);
        // For nothing, so that it has done it once when milliseconds count.
        link.send(LinkMessages.dumpThreads());
        starts.workerRegistered();
    }

    private void take(WorkerId worker, Report message, long nowNanos) {
        switch (message.getMessageCase()) {
            case STARTED -> {
                AttemptId attempt = LinkMessages.attempt(message.getStarted().getAttempt());
                if (fleet.attempts().held(worker, attempt)) {
                    orders.events().attemptStarted(attempt);
                }
            }
            case PROGRESS -> {
                AttemptId attempt = LinkMessages.attempt(message.getProgress().getAttempt());
                if (fleet.attempts().held(worker, attempt)) {
                    orders.events()
                            .attemptProgressed(attempt, message.getProgress().getFinishedTo());
                }
            }
            case ENDED -> ended(worker, message.getEnded(), nowNanos);
            case THREAD_DUMP -> {
                if (fleet.dumped(worker, nowNanos)) {
                    table.dumped(worker, message.getThreadDump().getText());
                }
            }
            case WARMED_UP -> {
                WarmedUp warmedUp = message.getWarmedUp();
                log.note(
                        nowNanos,
                        "worker_warmed_up",
                        "worker",
                        worker,
                        "type",
                        warmedUp.getJobType(),
                        "cpu_nanos",
                        warmedUp.getCpuNanos());
                fleet.warmUps()
                        .warmedUp(
                                worker,
                                JobTypeId.parse(warmedUp.getJobType()),
                                warmedUp.getCpuNanos(),
                                nowNanos);
            }
            // That it was heard is all that it says.
            case HEARTBEAT -> {}
            case REGISTER, MESSAGE_NOT_SET ->
                    fleet.misbehaved(worker, "it broke the protocol of the link", nowNanos);
        }
    }

    private void ended(WorkerId worker, Ended ended, long nowNanos) {
        AttemptId attempt = LinkMessages.attempt(ended.getAttempt());
        if (LinkWarmUp.owns(attempt)) {
            if (table.link(worker).map(warmUp::ended).orElse(false)) {
                fleet.warmUps().warmedLink(worker, nowNanos);
            }
            return;
        }
        // The fence: an attempt that is no longer in this worker's hands has no effect.
        if (fleet.attempts().over(worker, attempt, nowNanos)) {
            turns.changed();
            table.forgetDump(worker);
            table.typeOf(attempt)
                    .ifPresent(
                            type ->
                                    fleet.warmUps()
                                            .served(worker, type, ended.getCpuNanos(), nowNanos));
            var unused = table.takeAway(attempt, "");
            table.process(worker)
                    .ifPresent(
                            process ->
                                    orders.events()
                                            .attemptWorked(
                                                    attempt, process.pid(), ended.getCpuNanos()));
            orders.events()
                    .attemptEnded(
                            attempt,
                            LinkMessages.outcome(worker, ended),
                            PayloadBytes.of(ended.getSucceeded().getPayload()),
                            Optional.empty());
        }
    }
}
