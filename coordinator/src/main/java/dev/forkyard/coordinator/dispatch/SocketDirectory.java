package dev.forkyard.coordinator.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private directory of the workers' socket: mode 0700, under XDG_RUNTIME_DIR or /tmp because a
 * socket's path has at most 108 bytes. Its name carries the coordinator's pid, so that a later one
 * can remove what a killed one left behind. Thread-safe.
 */
final class SocketDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketDirectory.class);
    private static final String PREFIX = "forkyard-";

    private final Path directory;

    private SocketDirectory(Path directory) {
        this.directory = directory;
    }

    static SocketDirectory create() {
        Path parent = parent();
        sweep(parent);
        try {
            return new SocketDirectory(
                    Files.createTempDirectory(
                            parent,
                            PREFIX + ProcessHandle.current().pid() + "-",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory in " + parent, e);
        }
    }

    Path socket() {
        return directory.resolve("link.sock");
    }

    @Override
    public void close() {
        delete(directory);
    }

    private static Path parent() {
        return Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
                .map(Path::of)
                .filter(path -> Files.isDirectory(path) && Files.isWritable(path))
                .orElse(Path.of("/tmp"));
    }

    private static void sweep(Path parent) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*-*")) {
            for (Path path : found) {
                String[] parts = path.getFileName().toString().split("-", -1);
                if (parts[1].matches("[0-9]{1,18}")
                        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        && !runs(Long.parseLong(parts[1]))) {
                    delete(path);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("leftovers in {} stay", parent, e);
        }
    }

    /** Whether a process runs; a zombie, which still has its pid, does not. */
    private static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return Files.isDirectory(Path.of("/proc/" + pid));
        }
    }

    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve("link.sock"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.debug("{} stays", directory, e);
        }
    }
}
