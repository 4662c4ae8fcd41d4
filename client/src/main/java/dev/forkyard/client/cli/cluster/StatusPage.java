package dev.forkyard.client.cli.cluster;

import dev.forkyard.client.cli.output.Colors;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.Coordinator;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.Queue;
import dev.forkyard.proto.v1.WorkerState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** The cluster on a page of text. Confined to one thread. */
final class StatusPage {
    private final PrintWriter out;
    private final Colors colors;
    private final Instant now;

    StatusPage(Session session) {
        this.out = session.out();
        this.colors = session.colors();
        this.now = session.environment().clock().instant();
    }

    /** Prints the page. */
    void print(GetClusterResponse cluster) {
        printCoordinator(cluster.getCoordinator());
        printQueue(cluster.getQueue());
        int live = cluster.getWorkersCount();
        String workers = live + " of " + Integer.toUnsignedString(cluster.getWorkersWanted());
        if (cluster.getSparesWanted() > 0) {
            workers += " and " + Integer.toUnsignedString(cluster.getSparesWanted()) + " spare";
        }
        boolean enough = live >= cluster.getWorkersWanted() + cluster.getSparesWanted();
        item(
                "workers",
                (enough ? colors.good(workers) : colors.warning(workers)) + states(cluster));
        for (String warning : cluster.getWarningsList()) {
            item("warning", colors.warning(Quoted.oneLine(warning)));
        }
        if (live > 0) {
            out.println();
            WorkerTable.text(cluster.getWorkersList()).printText(out);
        }
    }

    private void printCoordinator(Coordinator coordinator) {
        Instant start =
                Instant.ofEpochSecond(
                        coordinator.getStartTime().getSeconds(),
                        coordinator.getStartTime().getNanos());
        Duration up = Duration.between(start, now);
        item(
                "coordinator",
                "%s, pid %d, version %s, Java %s, up %s"
                        .formatted(
                                colors.strong(Quoted.oneLine(coordinator.getAddress())),
                                coordinator.getPid(),
                                Quoted.oneLine(coordinator.getVersion()),
                                Quoted.oneLine(coordinator.getJavaVersion()),
                                DurationText.of(up.isNegative() ? Duration.ZERO : up)));
        item("http", coordinator.getHttpAddress().isEmpty() ? "off" : coordinator.getHttpAddress());
        item("data", coordinator.getDataDir().isEmpty() ? "-" : coordinator.getDataDir());
    }

    private void printQueue(Queue queue) {
        item(
                "jobs",
                "%s live, %s of them waiting, %s ended"
                        .formatted(
                                Integer.toUnsignedString(queue.getJobsLive()),
                                Integer.toUnsignedString(queue.getJobsQueued()),
                                Long.toUnsignedString(queue.getJobsEnded())));
        item("tasks", Integer.toUnsignedString(queue.getTasksRunning()) + " running");
    }

    private static String states(GetClusterResponse cluster) {
        StringBuilder states = new StringBuilder();
        for (WorkerState state : WorkerState.values()) {
            long count =
                    cluster.getWorkersList().stream().filter(w -> w.getState() == state).count();
            if (count > 0) {
                states.append(", ").append(count).append(' ').append(WorkerTable.state(state));
            }
        }
        return states.toString();
    }

    private void item(String name, String value) {
        out.println(name + " ".repeat(13 - name.length()) + value);
    }
}
