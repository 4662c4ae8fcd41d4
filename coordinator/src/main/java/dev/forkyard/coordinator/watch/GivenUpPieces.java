package dev.forkyard.coordinator.watch;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.schedule.AttemptFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of one job that were given up, and how many attempts failed. Immutable.
 *
 * @param failures how many attempts failed in all
 * @param count how many pieces were given up in all
 * @param first of these, at most the first {@value #SHOWN_MAX}
 */
public record GivenUpPieces(long failures, long count, List<Piece> first) {
    /** How many pieces are kept one by one. */
    public static final int SHOWN_MAX = 100;

    /** Nothing failed. */
    public static final GivenUpPieces NONE = new GivenUpPieces(0, 0, List.of());

    /** Copies the list. */
    public GivenUpPieces {
        first = List.copyOf(first);
    }

    /** One piece and how its last attempt ended. Immutable. */
    public record Piece(
            int stage, UnsignedRange part, long task, AttemptFailure.Kind kind, String message) {}

    /** The same after one more failure. */
    GivenUpPieces plus(AttemptFailure failure) {
        boolean givenUp =
                switch (failure.verdict()) {
                    case QUARANTINED, GIVEN_UP -> true;
                    case RETRIED, BISECTED, DROPPED -> false;
                };
        if (!givenUp) {
            return new GivenUpPieces(failures + 1, count, first);
        }
        List<Piece> more = new ArrayList<>(first);
        if (more.size() < SHOWN_MAX) {
            more.add(
                    new Piece(
                            failure.stage(),
                            failure.part(),
                            failure.attempt().task().number(),
                            failure.kind(),
                            failure.failure().message()));
        }
        return new GivenUpPieces(failures + 1, count + 1, more);
    }
}
