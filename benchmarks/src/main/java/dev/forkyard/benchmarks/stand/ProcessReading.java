package dev.forkyard.benchmarks.stand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What /proc says of processes; Linux only. Stateless. */
public final class ProcessReading {
    // The kernel's USER_HZ, which is 100 on every Linux that Java runs on.
    private static final long TICK_NANOS = 10_000_000;
    private static final int PAGE_BYTES = 4096;
    private static final int UTIME = 11;
    private static final int STIME = 12;

    private ProcessReading() {}

    /** Whether a process runs; a zombie does not. */
    public static boolean isRunning(long pid) {
        String stat = read(pid, "stat");
        int name = stat.lastIndexOf(')');
        return name > 0 && stat.charAt(name + 2) != 'Z' && stat.charAt(name + 2) != 'X';
    }

    /** The CPU time that a process has used, in steps of 10 ms. */
    public static OptionalLong cpuNanos(long pid) {
        String stat = read(pid, "stat");
        int name = stat.lastIndexOf(')');
        if (name < 0) {
            return OptionalLong.empty();
        }
        String[] fields = stat.substring(name + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        return OptionalLong.of(ticks * TICK_NANOS);
    }

    /** The resident memory of a process. */
    public static OptionalLong rssBytes(long pid) {
        String[] fields = read(pid, "statm").split(" ", -1);
        return fields.length < 2
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(fields[1]) * PAGE_BYTES);
    }

    /** The processes that run with an entry in their environment. */
    public static List<Long> withEnvironment(String entry) {
        List<Long> found = new ArrayList<>();
        String bounded = "\0" + entry + "\0";
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .map(Long::parseLong)
                    .filter(pid -> ("\0" + read(pid, "environ")).contains(bounded))
                    .filter(ProcessReading::isRunning)
                    .forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String read(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/" + file));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // It is gone, or another user's.
        }
    }
}
