package dev.forkyard.worker.guard;

import java.util.Comparator;
import java.util.Map;

/**
 * What all threads of this process are doing, as text of bounded length: those of the slot first,
 * since they run the task, then the others by their names. Stateless; takes one safepoint, which
 * even a counted loop reaches with the options that workers run with.
 */
public final class ThreadDumpText {
    /** The most characters of a dump: a reader looks at its head. */
    public static final int CHARACTERS_MAX = 64 * 1024;

    /** A deep recursion repeats itself. */
    private static final int FRAMES_MAX = 128;

    private ThreadDumpText() {}

    /** The dump of this moment, ASCII but for names of threads and classes. */
    public static String now() {
        StringBuilder text = new StringBuilder(16 * 1024);
        Thread.getAllStackTraces().entrySet().stream()
                .sorted(Comparator.comparing(thread -> order(thread.getKey())))
                .takeWhile(thread -> text.length() < CHARACTERS_MAX)
                .forEach(thread -> append(text, thread));
        text.setLength(Math.min(text.length(), CHARACTERS_MAX));
        return text.toString();
    }

    private static String order(Thread thread) {
        return (thread.getName().startsWith("forkyard-slot-") ? "0" : "1") + thread.getName();
    }

    private static void append(StringBuilder text, Map.Entry<Thread, StackTraceElement[]> thread) {
        StackTraceElement[] frames = thread.getValue();
        text.append('"').append(thread.getKey().getName()).append("\" ");
        text.append(thread.getKey().getState()).append('\n');
        for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
            text.append("    at ").append(frames[i]).append('\n');
        }
        if (frames.length > FRAMES_MAX) {
            int more = frames.length - FRAMES_MAX;
            text.append("    ... ").append(more).append(" more\n");
        }
    }
}
