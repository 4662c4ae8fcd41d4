package dev.forkyard.proto.wire;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.proto.worker.v1.Attempt;

/** Translates ids. Stateless. */
public final class WireIds {
    private WireIds() {}

    /** The protobuf form of an attempt's id. */
    public static Attempt toWire(AttemptId id) {
        return Attempt.newBuilder()
                .setJobId(id.job().value())
                .setTask(id.task().number())
                .setAttempt(id.number())
                .build();
    }

    /**
     * Reads what {@link #toWire} makes.
     *
     * @throws IllegalArgumentException if a field is out of its range
     */
    public static AttemptId fromWire(Attempt attempt) {
        return new AttemptId(
                new TaskId(new JobId(attempt.getJobId()), attempt.getTask()), attempt.getAttempt());
    }
}
