package dev.forkyard.worker.execute;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Writes an exception as text of bounded length. Stateless.
 *
 * <p>{@link Throwable#printStackTrace} has no bound: a stack overflow is a thousand lines, and a
 * plain cut would lose the causes, which say the most. So each exception of the chain shows its
 * innermost {@value #FRAMES_MAX} frames: six of them fit into the {@value #STACK_BYTES_MAX} bytes
 * at about 80 bytes a frame.
 */
final class ThrownText {
    static final int MESSAGE_BYTES_MAX = 4 * 1024;
    static final int STACK_BYTES_MAX = 32 * 1024;
    private static final int FRAMES_MAX = 64;

    private ThrownText() {}

    /** The outcome of an attempt that ended by {@code thrown}; never throws itself. */
    static AttemptOutcome.Threw of(Throwable thrown) {
        return new AttemptOutcome.Threw(
                thrown.getClass().getName(), message(thrown), cut(stack(thrown), STACK_BYTES_MAX));
    }

    /** The first {@code bytesMax} bytes of a text's UTF-8 form, cut between two characters. */
    static String cut(String text, int bytesMax) {
        // No character has less than one byte, so what is dropped here cannot fit.
        String candidate = text.length() <= bytesMax ? text : text.substring(0, bytesMax);
        byte[] bytes = candidate.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= bytesMax) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        int end = bytesMax;
        while (isContinuation(bytes[end])) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static boolean isContinuation(byte utf8) {
        return (utf8 & 0xC0) == 0x80;
    }

    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : cut(message, MESSAGE_BYTES_MAX);
        } catch (RuntimeException | StackOverflowError | LinkageError broken) {
            return "its message cannot be read: " + broken.getClass().getName();
        }
    }

    private static String stack(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable next = thrown;
        while (next != null && seen.add(next) && text.length() < STACK_BYTES_MAX) {
            if (next != thrown) {
                text.append("Caused by: ");
            }
            append(text, next);
            next = next.getCause();
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Throwable thrown) {
        text.append(thrown.getClass().getName());
        String message = message(thrown);
        if (!message.isEmpty()) {
            text.append(": ").append(message);
        }
        text.append('\n');
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int index = 0; index < Math.min(frames.length, FRAMES_MAX); index++) {
            text.append("\tat ").append(frames[index]).append('\n');
        }
        if (frames.length > FRAMES_MAX) {
            text.append("\t... ").append(frames.length - FRAMES_MAX).append(" more\n");
        }
    }
}
