package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.observe.ProcessStat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What every process of one coordinator's run has in its environment as {@value #VARIABLE},
 * followed by its worker: {@code DATA.PID.START.RANDOM-wN}. It is inherited by whatever a task
 * starts, and so finds what left its worker's session. Immutable.
 *
 * @param data a hash of the data directory, {@value #NO_DATA} without one
 * @param pid the coordinator's process id
 * @param startTicks when that process started, since the machine's start
 * @param random makes two coordinators in one process differ
 */
public record RunMark(String data, long pid, long startTicks, String random) {
    /** The environment variable. */
    public static final String VARIABLE = "FORKYARD_WORKER";

    static final String NO_DATA = "none";

    /** The mark of a run of this process. */
    public static RunMark of(Optional<Path> dataDirectory) {
        long pid = ProcessHandle.current().pid();
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return new RunMark(
                dataDirectory.map(RunMark::hash).orElse(NO_DATA),
                pid,
                ProcessStat.of(pid).map(ProcessStat::startTicks).orElse(0L),
                HexFormat.of().formatHex(random));
    }

    /** The variable's value in one worker and all that it starts. */
    String of(WorkerId worker) {
        return "%s.%d.%d.%s-%s".formatted(data, pid, startTicks, random, worker);
    }

    /** Whether a process with this value was left by an earlier run of the same data directory. */
    boolean isLeftover(String value) {
        List<String> parts = List.of(value.split("[.-]", -1));
        if (data.equals(NO_DATA) || parts.size() != 5 || !parts.get(0).equals(data)) {
            return false;
        }
        try {
            long itsPid = Long.parseLong(parts.get(1));
            long itsStart = Long.parseLong(parts.get(2));
            return ProcessStat.of(itsPid)
                    .filter(stat -> stat.isAlive() && stat.startTicks() == itsStart)
                    .isEmpty();
        } catch (NumberFormatException e) {
            // Not of our making.
            return false;
        }
    }

    private static String hash(Path directory) {
        try {
            byte[] path =
                    directory
                            .toAbsolutePath()
                            .normalize()
                            .toString()
                            .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(path), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
