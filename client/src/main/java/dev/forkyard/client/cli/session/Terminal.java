package dev.forkyard.client.cli.session;

import java.util.Properties;

/**
 * What the launcher script found out about the terminal, which Java 17 cannot tell for stdout and
 * stderr apart. Immutable.
 *
 * @param stdout whether stdout is a terminal
 * @param stderr whether stderr is one
 * @param columns its width, ≥ 20
 */
public record Terminal(boolean stdout, boolean stderr, int columns) {
    private static final int COLUMNS_MIN = 20;
    private static final int COLUMNS_DEFAULT = 80;

    /** Neither is a terminal. */
    public static final Terminal NONE = new Terminal(false, false, COLUMNS_DEFAULT);

    /** Reads {@code forkyard.stdout.tty}, {@code forkyard.stderr.tty}, {@code forkyard.columns}. */
    public static Terminal of(Properties properties) {
        return new Terminal(
                Boolean.parseBoolean(properties.getProperty("forkyard.stdout.tty")),
                Boolean.parseBoolean(properties.getProperty("forkyard.stderr.tty")),
                columns(properties.getProperty("forkyard.columns", "")));
    }

    private static int columns(String text) {
        try {
            return Math.max(COLUMNS_MIN, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return COLUMNS_DEFAULT; // The launcher could not tell.
        }
    }
}
