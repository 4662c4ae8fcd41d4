package dev.forkyard.client.cli.job;

import dev.forkyard.proto.v1.AttemptOutcome;
import dev.forkyard.proto.v1.FailureVerdict;
import dev.forkyard.proto.v1.Job;
import java.util.stream.Collectors;

/** Failed attempts and given-up pieces in words. Stateless. */
final class FailureText {
    private static final int PIECES_SHOWN = 5;

    private FailureText() {}

    /** The outcome without its prefix. */
    static String outcome(AttemptOutcome outcome) {
        return outcome.name().replace("ATTEMPT_OUTCOME_", "");
    }

    /** The verdict without its prefix. */
    static String verdict(FailureVerdict verdict) {
        return verdict.name().replace("FAILURE_VERDICT_", "");
    }

    /** {@code 2 pieces given up: 5..6 (SIGNALLED), 8..9 (STALLED)}; empty if there is none. */
    static String pieces(Job job) {
        if (job.getGivenUpCount() == 0) {
            return "";
        }
        long total = Math.max(job.getGivenUpTotal(), job.getGivenUpCount());
        return (total == 1 ? "1 piece" : total + " pieces")
                + " given up: "
                + job.getGivenUpList().stream()
                        .limit(PIECES_SHOWN)
                        .map(
                                piece ->
                                        JobText.range(piece.getPart())
                                                + " ("
                                                + outcome(piece.getOutcome())
                                                + ")")
                        .collect(Collectors.joining(", "))
                + (total > PIECES_SHOWN ? ", …" : "");
    }
}
