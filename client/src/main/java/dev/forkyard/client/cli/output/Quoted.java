package dev.forkyard.client.cli.output;

/** Text of others in a line of ours: whatever it holds, it stays one short line. Stateless. */
public final class Quoted {
    private static final int LENGTH_MAX = 60;

    private Quoted() {}

    /** The text in single quotes, control characters as escapes, its middle cut if it is long. */
    public static String of(String text) {
        return "'" + shortened(oneLine(text)) + "'";
    }

    /** The text without control characters: line ends become blanks, others escapes. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t') {
                line.append(' ');
            } else if (Character.isISOControl(c)) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    private static String shortened(String line) {
        return line.length() <= LENGTH_MAX
                ? line
                : line.substring(0, LENGTH_MAX / 2)
                        + "..."
                        + line.substring(line.length() - LENGTH_MAX / 4);
    }
}
