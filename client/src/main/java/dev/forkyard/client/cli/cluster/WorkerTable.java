package dev.forkyard.client.cli.cluster;

import dev.forkyard.client.cli.output.ByteText;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Table;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import java.util.List;

/** Workers as rows. Stateless. */
final class WorkerTable {
    private WorkerTable() {}

    /** For people, the newest first. */
    static Table text(List<Worker> workers) {
        Table table =
                new Table(
                        "worker", "pid", "state", "cpu", "memory", "tasks", "job", "task",
                        "attempt");
        for (int i = workers.size() - 1; i >= 0; i--) {
            Worker worker = workers.get(i);
            table.add(
                    worker.getId(),
                    Long.toString(worker.getPid()),
                    state(worker.getState()),
                    DurationText.of(worker.getCpuTime()),
                    ByteText.of(worker.getRssBytes()),
                    Long.toUnsignedString(worker.getTasksFinished()),
                    worker.getJobId().isEmpty() ? "-" : worker.getJobId(),
                    worker.getTask() == 0 ? "-" : Long.toUnsignedString(worker.getTask()),
                    worker.getAttempt() == 0 ? "-" : Integer.toUnsignedString(worker.getAttempt()));
        }
        return table;
    }

    /** For programs, in the order and words of JSON. */
    static Table csv(List<Worker> workers) {
        Table table =
                new Table(
                        "id", "pid", "state", "cpu_time", "rss_bytes", "job_id", "task", "attempt");
        for (Worker worker : workers) {
            double seconds =
                    worker.getCpuTime().getSeconds() + worker.getCpuTime().getNanos() / 1e9;
            table.add(
                    worker.getId(),
                    Long.toString(worker.getPid()),
                    state(worker.getState()),
                    seconds + "s",
                    Long.toUnsignedString(worker.getRssBytes()),
                    worker.getJobId(),
                    Long.toUnsignedString(worker.getTask()),
                    Integer.toUnsignedString(worker.getAttempt()));
        }
        return table;
    }

    /** The state without its prefix. */
    static String state(WorkerState state) {
        return state.name().replace("WORKER_STATE_", "");
    }
}
