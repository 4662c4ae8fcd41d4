package dev.forkyard.common.job;

/**
 * Executes parts of stages in a worker. Confined to one slot thread: calls never overlap, so an
 * instance may keep buffers and other state from one part to the next.
 *
 * <p>A task is a pure function of its input: it may run twice, and only its result counts.
 */
@FunctionalInterface
public interface TaskFunction {
    /**
     * Executes one part. Asks {@link TaskContext#shouldStop} at least every 50 ms of work and then
     * returns what it finished so far.
     *
     * @param input the stage's bytes and the part to do
     * @param context progress, cancellation and yield
     * @return the result of a prefix of the part: all of it, unless it was asked to stop
     * @throws Exception whatever the work throws; the attempt ends as THREW
     */
    TaskResult execute(TaskInput input, TaskContext context) throws Exception;
}
