package dev.forkyard.coordinator.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out, from /proc, which process listens on a TCP port. Stateless. */
public final class PortHolder {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortHolder() {}

    /** The process that listens on a port, if this user may see it. */
    public static Optional<ProcessHandle> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            addListening(Path.of(table), port, sockets);
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst();
    }

    private static void addListening(Path table, int port, Set<String> sockets) {
        String suffix = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
        try (Stream<String> lines = Files.lines(table)) {
            lines.map(line -> line.strip().split("\\s+", -1))
                    .filter(fields -> fields.length > INODE)
                    .filter(fields -> fields[LOCAL_ADDRESS].endsWith(suffix))
                    .filter(fields -> fields[STATE].equals(LISTENING))
                    .forEach(fields -> sockets.add("socket:[" + fields[INODE] + "]"));
        } catch (IOException | UncheckedIOException e) {
            // No /proc: then nobody is named.
            sockets.clear();
        }
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return open.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
