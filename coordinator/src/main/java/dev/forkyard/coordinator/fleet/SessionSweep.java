package dev.forkyard.coordinator.fleet;

import dev.forkyard.coordinator.observe.ProcessStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills what workers left behind: the processes of their sessions, and those that left the session
 * but still carry the worker's mark. Reads all of /proc, so it runs on a thread of its own.
 *
 * <p>Each process is killed through a handle that knows its start time, never by its number alone:
 * the number may be another's by then. A session's number can be another's too once nobody is left
 * in it, so only processes that are older than the worker's end are taken for its own by session.
 */
final class SessionSweep {
    private static final Logger LOG = LoggerFactory.getLogger(SessionSweep.class);

    /** What forks faster than it is killed is met again in the next pass. */
    private static final int PASSES_MAX = 20;

    private static final String ASSIGNMENT = RunMark.VARIABLE + "=";

    /**
     * A worker that ended.
     *
     * @param pid that it had, which is also its session's number
     * @param mark the variable's value that its children inherited
     * @param endTicks no process of its session is younger, unless it is marked
     */
    record Ended(long pid, String mark, long endTicks) {}

    private SessionSweep() {}

    /** Kills what is left of some workers. */
    static void sweep(Collection<Ended> workers) {
        Map<Long, Ended> bySession =
                workers.stream()
                        .collect(Collectors.toMap(Ended::pid, Function.identity(), (a, b) -> b));
        Map<String, Ended> byMark =
                workers.stream()
                        .collect(Collectors.toMap(Ended::mark, Function.identity(), (a, b) -> b));
        repeat(
                pid -> {
                    Optional<ProcessStat> stat = ProcessStat.of(pid);
                    if (stat.isEmpty() || !stat.get().isAlive()) {
                        return false;
                    }
                    Ended leader = bySession.get(stat.get().session());
                    boolean inSession =
                            leader != null && stat.get().startTicks() <= leader.endTicks();
                    boolean marked = mark(pid).filter(byMark::containsKey).isPresent();
                    return (inSession || marked) && kill(pid, stat.get());
                });
    }

    /** Kills what earlier runs of the same data directory left. */
    static void sweepEarlierRuns(RunMark own) {
        repeat(
                pid -> {
                    Optional<ProcessStat> stat = ProcessStat.of(pid);
                    return stat.isPresent()
                            && stat.get().isAlive()
                            && mark(pid).filter(own::isLeftover).isPresent()
                            && kill(pid, stat.get());
                });
    }

    /** The ticks since the machine's start. */
    static long nowTicks() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime"));
            double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
            return (long) (seconds * ProcessStat.TICKS_PER_SECOND);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            // Then only the mark counts.
            return -1;
        }
    }

    /** Visits all processes until a pass kills none. */
    private static void repeat(Predicate<Long> killed) {
        // One that was killed may take a while to die.
        Set<Long> before = new HashSet<>();
        for (int pass = 0; pass < PASSES_MAX; pass++) {
            boolean any = false;
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
                for (Path path : found) {
                    long pid = Long.parseLong(path.getFileName().toString());
                    any |= killed.test(pid) && before.add(pid);
                }
            } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
                LOG.debug("cannot look for what workers left", e);
            }
            if (!any) {
                return;
            }
        }
        LOG.warn("what a worker left behind forks faster than it can be killed");
    }

    private static boolean kill(long pid, ProcessStat seen) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        // The handle is of the process that was seen if it is still there now.
        boolean same =
                ProcessStat.of(pid).filter(s -> s.startTicks() == seen.startTicks()).isPresent();
        return handle.isPresent() && same && handle.get().destroyForcibly();
    }

    private static Optional<String> mark(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            String environment = "\0" + new String(bytes, StandardCharsets.ISO_8859_1);
            int at = environment.indexOf("\0" + ASSIGNMENT);
            if (at < 0) {
                return Optional.empty();
            }
            int start = at + 1 + ASSIGNMENT.length();
            int end = environment.indexOf('\0', start);
            return Optional.of(environment.substring(start, end < 0 ? environment.length() : end));
        } catch (IOException e) {
            // Gone, or somebody else's.
            return Optional.empty();
        }
    }
}
