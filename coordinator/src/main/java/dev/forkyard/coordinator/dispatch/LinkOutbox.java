package dev.forkyard.coordinator.dispatch;

import java.util.ArrayList;
import java.util.List;

/** The links on which orders wait for the end of the loop's turn. Confined to the loop thread. */
final class LinkOutbox {
    private List<WorkerLink> waiting = new ArrayList<>();

    void add(WorkerLink link) {
        waiting.add(link);
    }

    /** Sends what waits. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<WorkerLink> links = waiting;
        waiting = new ArrayList<>();
        links.forEach(WorkerLink::flush);
    }
}
