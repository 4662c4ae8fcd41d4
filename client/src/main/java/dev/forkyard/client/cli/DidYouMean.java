package dev.forkyard.client.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that somebody may have meant. Stateless. */
final class DidYouMean {
    private DidYouMean() {}

    /**
     * The nearest of the known words, if it is near enough: at most one edit for each three
     * characters, and one for shorter words.
     */
    static Optional<String> suggest(String written, Collection<String> known) {
        int limit = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(word -> distance(written, word) <= limit)
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /**
     * Edits between two words: inserting, deleting, replacing, or swapping two neighbours (optimal
     * string alignment distance).
     */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                edits[i][j] = swapped ? Math.min(best, 1 + edits[i - 2][j - 2]) : best;
            }
        }
        return edits[a.length()][b.length()];
    }
}
