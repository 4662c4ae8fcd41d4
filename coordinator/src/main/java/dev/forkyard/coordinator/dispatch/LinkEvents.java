package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.proto.worker.v1.ReportBatch;

/** What arrives over the workers' links. Called on netty's threads; must not block. */
interface LinkEvents {
    /** A worker presented its token; orders can be sent from now on. */
    void registered(WorkerLink link);

    /** A registered worker said something. */
    void received(WorkerId worker, ReportBatch message);

    /** A registered worker's stream is over. */
    void closed(WorkerId worker);
}
