package dev.forkyard.coordinator.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the kernel says of a process in /proc/PID/stat. Immutable.
 *
 * @param state R, S, D, T, Z, …
 * @param session the process id of the session's leader
 * @param cpuTicks user and system time, in {@value #TICKS_PER_SECOND}ths of a second
 * @param startTicks when it started, in the same unit since the machine's start: with the process
 *     id it names a process for ever
 */
public record ProcessStat(char state, long session, long cpuTicks, long startTicks) {
    /** /proc counts CPU time in ticks of sysconf(_SC_CLK_TCK), which is 100 on every Linux. */
    public static final long TICKS_PER_SECOND = 100;

    // Counted from the field behind the command's name, which is the third.
    private static final int STATE_FIELD = 0;
    private static final int SESSION_FIELD = 3;
    private static final int UTIME_FIELD = 11;
    private static final int STIME_FIELD = 12;
    private static final int START_FIELD = 19;

    /** Reads it; empty if there is no such process. */
    public static Optional<ProcessStat> of(long pid) {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc/" + pid + "/stat"))));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether it is more than an entry that its parent has not yet collected. */
    public boolean isAlive() {
        return state != 'Z' && state != 'X';
    }

    /** User and system time. */
    public Duration cpuTime() {
        return Duration.ofMillis(cpuTicks * 1000 / TICKS_PER_SECOND);
    }

    private static ProcessStat parse(String stat) {
        // The command's name may hold blanks; the fields after its last ')' do not.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessStat(
                fields[STATE_FIELD].charAt(0),
                Long.parseLong(fields[SESSION_FIELD]),
                Long.parseLong(fields[UTIME_FIELD]) + Long.parseLong(fields[STIME_FIELD]),
                Long.parseLong(fields[START_FIELD]));
    }
}
