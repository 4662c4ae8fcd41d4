package dev.forkyard.common.job;

import java.util.List;
import java.util.Optional;

/**
 * A kind of work: a stable name, a planner that describes the stages, a function that executes one
 * part, and a gatherer that folds the results of parts. Found by {@link java.util.ServiceLoader} in
 * coordinator and workers alike. Thread-safe: one instance serves a whole process.
 */
public interface JobType {
    /** The stable name and version. */
    JobTypeId id();

    /**
     * The planner of this type, called on plan threads of the coordinator; cheap and lazy: it
     * describes extents, it never lists parts.
     */
    StagePlanner planner();

    /**
     * A task function for one slot of one worker. Called once for each slot, so the instance may
     * keep state between the parts that it executes; and for each warm-up, which may run beside a
     * part, so state that instances share must be thread-safe.
     */
    TaskFunction newTaskFunction();

    /**
     * A function for a part that takes a few microseconds, or empty if the part may take longer.
     * The worker asks on the thread that reads its orders, and executes a brief part right there if
     * the slot is idle: changing to the slot's thread and back costs more than such a part. So
     * whatever its numbers are, a part that this says yes to must end within some 20 µs and wait
     * for nothing, and the function keeps nothing: it is called beside the slot's.
     *
     * @param input the part; if it cannot be read this may throw, and the slot will meet the same
     */
    default Optional<TaskFunction> briefly(TaskInput input) {
        return Optional.empty();
    }

    /**
     * A gatherer for one job.
     *
     * @param input the job's input as the planner got it
     */
    Gatherer newGatherer(byte[] input);

    /**
     * Small inputs that together take the usual ways through this type's code; none, and nothing is
     * warmed. Idle workers plan and execute them over and over for some seconds and drop the
     * results, so that a user's job meets compiled code. The work must be pure CPU without any
     * effect outside. Each stage, up to its largest part, is executed as one part that should take
     * a millisecond or less once it is compiled, and looks at its context as any other: it stops
     * when a real task comes, which is executed beside it.
     */
    default List<byte[]> warmUpInputs() {
        return List.of();
    }

    /**
     * The input of a new job with what was learned about the costs of this type, for a planner that
     * has a choice: planner and gatherer then choose alike, for both see the same bytes. Called
     * once for each job, before it is recorded, on the thread of its caller: microseconds, and
     * nothing that waits. The answer of the job must not depend on the factors.
     *
     * @param input an input as its caller sent it; must not be changed
     * @return as long as the input; the input itself if there is nothing to say
     */
    default byte[] calibrated(byte[] input, CostFactors factors) {
        return input;
    }

    /** The limits of a job of this type, where its submitter says nothing. */
    default ExecutionPolicy policy() {
        return ExecutionPolicy.DEFAULT;
    }
}
