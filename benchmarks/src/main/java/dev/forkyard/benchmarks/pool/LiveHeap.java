package dev.forkyard.benchmarks.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM right after a full collection, as jcmd tells it. Stateless. */
final class LiveHeap {
    private static final Pattern USED = Pattern.compile("(?:generation|heap) .*used ([0-9]+)K");

    private LiveHeap() {}

    /** Whether this JVM is a JDK that has jcmd. */
    static boolean isMeasurable() {
        return Files.isExecutable(jcmd());
    }

    /** Bytes in use. */
    static long bytes(long pid) {
        ask(pid, "GC.run");
        long kibibytes = 0;
        Matcher lines = USED.matcher(ask(pid, "GC.heap_info"));
        while (lines.find()) {
            kibibytes += Long.parseLong(lines.group(1));
        }
        return kibibytes << 10;
    }

    private static String ask(long pid, String command) {
        try {
            Process process =
                    new ProcessBuilder(jcmd().toString(), Long.toString(pid), command)
                            .redirectErrorStream(true)
                            .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd");
    }
}
