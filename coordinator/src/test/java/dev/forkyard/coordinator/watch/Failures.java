package dev.forkyard.coordinator.watch;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.schedule.AttemptFailure;
import java.time.Duration;
import java.util.Map;

/** Failed attempts for tests. Stateless. */
public final class Failures {
    private Failures() {}

    /** The first attempt of a task of one number, on worker w3. */
    public static AttemptFailure failure(
            String job, long task, AttemptFailure.Kind kind, AttemptFailure.Verdict verdict) {
        return new AttemptFailure(
                attempt(job, task),
                new WorkerId(3),
                0,
                new UnsignedRange(task, task + 1),
                kind,
                new Failure(
                        ErrorReason.TASK_QUARANTINED,
                        "task " + task + " killed its worker",
                        Map.of("job_id", job, "task", Long.toString(task), "attempt", "1"),
                        ""),
                verdict);
    }

    public static AttemptId attempt(String job, long task) {
        return new AttemptId(new TaskId(new JobId(job), task), 1);
    }

    /** A death by SIGSEGV with that much output. */
    public static Autopsy autopsy(int stdoutChars) {
        return new Autopsy(
                "killed by signal 11 (SIGSEGV)",
                -1,
                11,
                "x".repeat(stdoutChars),
                "",
                "\"forkyard-slot-0\" RUNNABLE",
                200L << 20,
                Duration.ofSeconds(2),
                "");
    }
}
