package dev.forkyard.benchmarks.chaos;

import dev.forkyard.proto.v1.ChaosItemsResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;

/**
 * A job whose answer is known before it is submitted. Immutable.
 *
 * @param whole whether it must end as SUCCEEDED; otherwise items are given up and it must end as
 *     PARTIALLY_SUCCEEDED
 */
record KnownJob(JobSpec spec, JobResult answer, boolean whole) {
    /** What an answer says of the pool. */
    enum Verdict {
        /** It is the known one. */
        EXACT,
        /** Results are missing, or all of it. */
        LOST,
        /** Results are counted twice. */
        DUPLICATED,
        /** It is neither, and still not the known one. */
        WRONG
    }

    /** Compares a job that has ended with what is known. */
    Verdict judge(Job job) {
        JobState expected =
                whole ? JobState.JOB_STATE_SUCCEEDED : JobState.JOB_STATE_PARTIALLY_SUCCEEDED;
        if (job.getState() != expected) {
            // A whole answer where an item cannot have one was made up.
            return job.getState() == JobState.JOB_STATE_SUCCEEDED ? Verdict.WRONG : Verdict.LOST;
        }
        if (answer.hasChaosItems()) {
            return judge(job.getResult().getChaosItems());
        }
        boolean same =
                job.getResult().getCountPrimes().getTotal() == answer.getCountPrimes().getTotal();
        return same ? Verdict.EXACT : Verdict.WRONG;
    }

    private Verdict judge(ChaosItemsResponse given) {
        ChaosItemsResponse known = answer.getChaosItems();
        if (given.getCount() != known.getCount()) {
            return given.getCount() < known.getCount() ? Verdict.LOST : Verdict.DUPLICATED;
        }
        return given.getSum() == known.getSum() ? Verdict.EXACT : Verdict.WRONG;
    }

    /** Falsifies an answer. */
    static Job falsified(Job job) {
        Job.Builder falsified = job.toBuilder();
        if (job.getResult().hasChaosItems()) {
            ChaosItemsResponse.Builder items = falsified.getResultBuilder().getChaosItemsBuilder();
            items.setSum(items.getSum() + 1);
        } else {
            falsified.getResultBuilder().getCountPrimesBuilder().setTotal(1);
        }
        return falsified.build();
    }
}
