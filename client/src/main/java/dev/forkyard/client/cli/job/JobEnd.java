package dev.forkyard.client.cli.job;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.primes.PrimesText;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.wire.StatusMapping;

/** What the end of a job means for the command that waited for it. Stateless. */
final class JobEnd {
    private JobEnd() {}

    /** Tells whether a job in this state stays in it. */
    static boolean ended(JobState state) {
        return switch (state) {
            case JOB_STATE_SUCCEEDED,
                    JOB_STATE_PARTIALLY_SUCCEEDED,
                    JOB_STATE_FAILED,
                    JOB_STATE_CANCELLED ->
                    true;
            default -> false;
        };
    }

    /**
     * Ends the command unless the job has an answer that may be shown: a part of one may, but no
     * total that lacks some, which would be taken for the whole.
     *
     * @throws CliException with the job's error and its exit code
     */
    static void requireAnswer(Job job) {
        boolean partly = job.getState() == JobState.JOB_STATE_PARTIALLY_SUCCEEDED;
        if (!partly || PrimesText.needsEveryPart(job.getSpec())) {
            requireWhole(job);
        }
    }

    /**
     * Ends the command unless the job has its whole answer.
     *
     * @throws CliException with the job's error and its exit code
     */
    static void requireWhole(Job job) {
        if (job.getState() != JobState.JOB_STATE_SUCCEEDED) {
            throw failure(job);
        }
    }

    private static CliException failure(Job job) {
        String subject =
                (job.getEphemeral() || job.getJobId().isEmpty()
                                ? ""
                                : "job " + job.getJobId() + " ")
                        + JobText.state(job.getState());
        String pieces = FailureText.pieces(job);
        String hint =
                job.getEphemeral() || job.getFailuresTotal() == 0
                        ? ""
                        : "; see forkyard jobs get " + job.getJobId() + " --failures";
        if (!job.hasError()) {
            return new CliException(
                    ExitCode.FAILED, subject + (pieces.isEmpty() ? "" : ": " + pieces) + hint);
        }
        JobFailedException error = StatusMapping.fromJobError(job.getError());
        String message = Quoted.oneLine(error.getMessage());
        boolean named = pieces.isEmpty() || job.getError().containsDetails("pieces");
        return new CliException(
                ExitCode.of(error.reason()),
                "%s: %s%s%s [%s]"
                        .formatted(
                                subject,
                                message,
                                named ? "" : "; " + pieces,
                                hint,
                                Quoted.oneLine(job.getError().getReason())));
    }
}
