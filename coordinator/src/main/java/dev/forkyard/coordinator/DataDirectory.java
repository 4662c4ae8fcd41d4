package dev.forkyard.coordinator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one coordinator keeps logs and state: mode 0700, with a lock file that says who runs. Files
 * of others in it are left alone; what a dead coordinator left is taken over. Thread-safe.
 */
final class DataDirectory implements AutoCloseable {
    private static final String STATE = "coordinator.properties";

    private final Path directory;
    private final FileChannel lockChannel;

    private DataDirectory(Path directory, FileChannel lockChannel) {
        this.directory = directory;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes a directory for this process.
     *
     * @return empty if another coordinator has it
     * @throws UncheckedIOException if it cannot be made or written
     */
    static Optional<DataDirectory> take(Path directory) {
        try {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Files.createDirectories(logs(directory));
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            DataDirectory taken = new DataDirectory(directory, channel);
            Files.deleteIfExists(taken.directory.resolve(STATE));
            return Optional.of(taken);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use data directory " + directory, e);
        }
    }

    /** Where logs lie in a data directory. */
    static Path logs(Path directory) {
        return directory.resolve("logs");
    }

    /** What the running coordinator of a directory said of itself, empty if nothing. */
    static String describe(Path directory) {
        try {
            return String.join(" ", Files.readAllLines(directory.resolve(STATE)));
        } catch (IOException e) {
            return "";
        }
    }

    /** Says who runs here and where it listens: scripts wait for this file. */
    void announce(String address, String httpAddress, int workers) throws IOException {
        String text =
                "pid=%d%naddress=%s%nhttp_address=%s%nworkers=%d%n"
                        .formatted(ProcessHandle.current().pid(), address, httpAddress, workers);
        Path fresh = directory.resolve(STATE + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, directory.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory.resolve(STATE));
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give up data directory " + directory, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
