package dev.forkyard.jobs.chaos;

import dev.forkyard.common.job.TaskContext;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What bad items do. Stateless, as far as a process can be that will not live. */
final class Misdeeds {
    private static final int MIB = 1 << 20;
    private static final int LINE_BYTES = 64;
    private static final int LINES_AT_ONCE = 1024;

    // Written so that no compiler drops the loops and arrays that lead to it.
    @SuppressWarnings("unused")
    private static volatile long sink;

    private Misdeeds() {}

    /**
     * Misbehaves.
     *
     * @return whether the item goes on with its work; false if it was cancelled meanwhile
     */
    static boolean commit(Fault fault, long item, TaskContext context) throws InterruptedException {
        switch (fault.kind()) {
            case THROW ->
                    throw new ChaosException(
                            "item " + item + " throws on purpose",
                            new IllegalStateException("what made item " + item + " throw"));
            case EXIT -> System.exit((int) fault.argument());
            case HALT -> Runtime.getRuntime().halt((int) fault.argument());
            case SEGV -> NativeMemory.crash();
            case HEAP -> fillHeap();
            case NATIVE -> {
                return NativeMemory.leak(fault.argument(), context);
            }
            case PRINT -> {
                return print(fault.argument(), item, context, System.out);
            }
            case FREEZE -> freeze();
            case SPIN -> spinForEver();
            case IGNORE_CANCEL -> ignoreCancel(TimeUnit.MILLISECONDS.toNanos(fault.argument()));
        }
        return true;
    }

    /** Ends by an OutOfMemoryError, with which the JVM ends as its options say. */
    private static void fillHeap() {
        List<byte[]> reachable = new ArrayList<>();
        while (true) {
            byte[] array = new byte[MIB];
            array[reachable.size() % MIB] = 1;
            reachable.add(array);
            sink = reachable.size();
        }
    }

    /** Lines of {@value #LINE_BYTES} bytes with their number, so that a tail is known as one. */
    static boolean print(long bytes, long item, TaskContext context, PrintStream out) {
        StringBuilder lines = new StringBuilder(LINES_AT_ONCE * LINE_BYTES);
        long line = 0;
        for (long left = bytes; left > 0; left -= lines.length()) {
            if (context.cancelled()) {
                return false;
            }
            lines.setLength(0);
            for (int i = 0; i < LINES_AT_ONCE && lines.length() < left; i++) {
                lines.append("item %d line %d ".formatted(item, ++line));
                lines.append(".".repeat(LINE_BYTES - 1 - lines.length() % LINE_BYTES));
                lines.append('\n');
            }
            lines.setLength((int) Math.min(left, lines.length()));
            byte[] text = lines.toString().getBytes(StandardCharsets.US_ASCII);
            out.write(text, 0, text.length);
        }
        out.println("item " + item + " printed " + bytes + " bytes");
        out.flush();
        return true;
    }

    /** Returns only if somebody continues the process. The shell's kill needs no other package. */
    private static void freeze() throws InterruptedException {
        String command = "kill -STOP " + ProcessHandle.current().pid();
        try {
            new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run /bin/sh -c '" + command + "'", e);
        }
    }

    /** Counted loops: without their own safepoints they stop even the JVM's threads. */
    private static void spinForEver() {
        long value = 1;
        while (true) {
            for (int i = 0; i < Integer.MAX_VALUE; i++) {
                value = value * 31 + i;
            }
            sink = value;
        }
    }

    private static void ignoreCancel(long nanos) {
        long start = System.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                // Ignored, for that is what it is for.
            }
        }
    }
}
