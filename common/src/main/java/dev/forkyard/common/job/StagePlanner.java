package dev.forkyard.common.job;

/** Turns a job's input into its stages. Thread-safe; never runs on the loop thread. */
@FunctionalInterface
public interface StagePlanner {
    /**
     * Describes the stages of a job.
     *
     * @param input the job's input in the type's own codec
     * @throws IllegalArgumentException if the input cannot be read; the job fails with the message
     */
    JobPlan plan(byte[] input);
}
