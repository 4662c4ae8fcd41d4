package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.fleet.Fleet;
import dev.forkyard.coordinator.fleet.Forker;
import dev.forkyard.coordinator.fleet.MemoryWatch;
import dev.forkyard.coordinator.fleet.Remains;
import dev.forkyard.coordinator.fleet.RunMark;
import dev.forkyard.coordinator.fleet.Undertaker;
import dev.forkyard.coordinator.fleet.WorkerProcess;
import dev.forkyard.coordinator.observe.EventLog;

/** The birth and the death of worker processes. Confined to the loop thread. */
final class WorkerForks implements AutoCloseable {
    private final Fleet fleet;
    private final WorkerTable table;
    private final Turns turns;
    private final WorkerStarts starts;
    private final LinkServer server;
    private final RunMark mark;
    private final MemoryWatch watch;
    private final EventLog log;
    private final Forker forker = new Forker();
    private final Undertaker undertaker;

    WorkerForks(
            Fleet fleet,
            WorkerTable table,
            Turns turns,
            WorkerStarts starts,
            LinkServer server,
            RunMark mark,
            MemoryWatch watch,
            EventLog log) {
        this.fleet = fleet;
        this.table = table;
        this.turns = turns;
        this.starts = starts;
        this.server = server;
        this.mark = mark;
        this.watch = watch;
        this.log = log;
        this.undertaker =
                new Undertaker(
                        starts.errorDirectory(),
                        mark,
                        watch,
                        remains -> turns.post(at -> exited(remains, at)));
    }

    void fork(WorkerId worker) {
        forker.fork(
                worker,
                () -> starts.command(worker, server.address()),
                mark,
                () -> server.tokens().issue(worker),
                new Done(worker));
    }

    @Override
    public void close() {
        forker.close();
        undertaker.close();
    }

    private void exited(Remains remains, long nowNanos) {
        WorkerId worker = remains.process().id();
        String how = remains.exit().describe();
        log.note(nowNanos, "worker_exited", "worker", worker, "how", how);
        server.tokens().forget(worker);
        table.ended(remains);
        turns.changed();
        fleet.exited(worker, remains.exit(), nowNanos);
    }

    /** Hears of a fork, on the forking thread. */
    private final class Done implements Forker.Done {
        private final WorkerId worker;

        Done(WorkerId worker) {
            this.worker = worker;
        }

        @Override
        public void forked(WorkerProcess process) {
            table.add(process);
            watch.begin(worker, process.pid());
            turns.post(at -> afterFork(process, at));
            var unused = process.onExit().thenAccept(undertaker::take);
        }

        @Override
        public void failed(String why) {
            turns.post(
                    at -> {
                        server.tokens().forget(worker);
                        fleet.forkFailed(worker, why, at);
                    });
        }

        private void afterFork(WorkerProcess process, long nowNanos) {
            turns.changed();
            log.note(nowNanos, "worker_forked", "worker", worker, "pid", process.pid());
            if (!fleet.wants(worker)) {
                // It was given up between the order to fork it and its birth.
                process.kill();
            }
        }
    }
}
