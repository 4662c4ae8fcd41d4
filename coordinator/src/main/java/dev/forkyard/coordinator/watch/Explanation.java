package dev.forkyard.coordinator.watch;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.coordinator.engine.Autopsy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Adds to a job's failure what the autopsy of the attempt behind it says. Stateless. */
final class Explanation {
    private Explanation() {}

    /**
     * The failure with {@code outcome}, {@code exit_code} or {@code signal}, and {@code
     * peak_rss_bytes} among its details, and with the thread dump where it has no stack; as it is
     * if it names no attempt that is known.
     */
    static Failure of(Failure failure, JobId job, TaskLog log) {
        return attempt(failure, job)
                .flatMap(log::find)
                .map(behind -> explained(failure, behind))
                .orElse(failure);
    }

    private static Failure explained(Failure failure, FailedAttempt behind) {
        Map<String, String> details = new LinkedHashMap<>(failure.details());
        details.putIfAbsent("worker", behind.failure().worker().toString());
        details.putIfAbsent("outcome", behind.failure().kind().name());
        behind.autopsy().ifPresent(autopsy -> add(autopsy, details));
        String stack =
                failure.stack().isEmpty()
                        ? behind.autopsy().map(Autopsy::threadDump).orElse("")
                        : failure.stack();
        return new Failure(failure.reason(), failure.message(), details, stack);
    }

    private static void add(Autopsy autopsy, Map<String, String> details) {
        if (autopsy.exitStatus() >= 0) {
            details.putIfAbsent("exit_code", Integer.toString(autopsy.exitStatus()));
        }
        if (autopsy.signal() > 0) {
            details.putIfAbsent("signal", Integer.toString(autopsy.signal()));
        }
        if (autopsy.peakRssBytes() > 0) {
            details.putIfAbsent("peak_rss_bytes", Long.toString(autopsy.peakRssBytes()));
        }
    }

    private static Optional<AttemptId> attempt(Failure failure, JobId job) {
        String task = failure.details().getOrDefault("task", "");
        String attempt = failure.details().getOrDefault("attempt", "");
        return task.matches("[1-9][0-9]{0,17}") && attempt.matches("[1-9][0-9]{0,8}")
                ? Optional.of(
                        new AttemptId(
                                new TaskId(job, Long.parseLong(task)), Integer.parseInt(attempt)))
                : Optional.empty();
    }
}
