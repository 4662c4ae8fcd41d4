package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a job gave up: how many pieces, and the first of them by name. Confined to the loop thread.
 */
final class GivenUp {
    /** So many pieces fit into one line for people. */
    private static final int NAMED_MAX = 10;

    private final List<GivenUpPiece> first = new ArrayList<>();
    private @Nullable Failure cause;
    private long count;

    void add(GivenUpPiece piece, Failure failure) {
        if (cause == null) {
            cause = failure;
        }
        count++;
        if (first.size() < JobSnapshot.GIVEN_UP_MAX) {
            first.add(piece);
        }
    }

    long count() {
        return count;
    }

    List<GivenUpPiece> first() {
        return List.copyOf(first);
    }

    /** The first piece's failure, with the names of all that a line holds. */
    Failure failure() {
        Failure known = cause;
        if (known == null) {
            throw new IllegalStateException("nothing was given up");
        }
        String names =
                first.stream()
                        .limit(NAMED_MAX)
                        .map(GivenUpPiece::toString)
                        .collect(Collectors.joining(", "));
        String message =
                count == 1
                        ? "1 piece was given up: %s; %s".formatted(names, known.message())
                        : "%d pieces were given up: %s%s; the first one: %s"
                                .formatted(
                                        count,
                                        names,
                                        count > NAMED_MAX ? ", …" : "",
                                        known.message());
        Map<String, String> details = new LinkedHashMap<>(known.details());
        details.put("given_up", Long.toString(count));
        details.put("pieces", names);
        return new Failure(known.reason(), message, details, known.stack());
    }
}
