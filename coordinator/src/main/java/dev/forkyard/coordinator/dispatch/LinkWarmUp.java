package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.engine.AttemptOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends a new worker some thousand empty tasks, so that both ends of its link are compiled before
 * users' tasks come: while they are interpreted, each message costs milliseconds of the cores that
 * the tasks want. Stops the moment the worker gets a task. The fleet says when; the core knows
 * nothing of it. Confined to the loop thread.
 */
final class LinkWarmUp {
    private static final int TASKS = 2_000;

    /** They may still wait in the worker when it gets all the tasks that it may have. */
    static final int IN_FLIGHT = 4;

    private static final JobId JOB = new JobId("forkyard-warm-up");
    private static final JobTypeId TYPE = new JobTypeId("forkyard.training", 1);
    private static final UnsignedRange PART = new UnsignedRange(0, 1);

    private final Map<WorkerId, Integer> sent = new HashMap<>();

    /** Begins with a worker that has nothing to do. */
    void begin(WorkerLink link) {
        sent.put(link.worker(), 0);
        for (int i = 0; i < IN_FLIGHT; i++) {
            var unused = sendNext(link);
        }
    }

    /** Ends early, because the worker got a task or is gone. */
    void stop(WorkerId worker) {
        sent.remove(worker);
    }

    /** Whether a report belongs to a warm-up and not to an attempt of the core's. */
    static boolean owns(AttemptId attempt) {
        return attempt.job().equals(JOB);
    }

    /** Goes on after an empty task's end; whether that was the last one. */
    boolean ended(WorkerLink link) {
        return sent.containsKey(link.worker()) && !sendNext(link);
    }

    private boolean sendNext(WorkerLink link) {
        int number = sent.merge(link.worker(), 1, Integer::sum);
        if (number > TASKS) {
            sent.remove(link.worker());
            return false;
        }
        AttemptId attempt = new AttemptId(new TaskId(JOB, number), 1);
        link.send(
                LinkMessages.assign(
                        new AttemptOrder(attempt, link.worker(), TYPE, 0, new byte[0], PART)));
        return true;
    }
}
