package dev.forkyard.coordinator.fleet;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive of the classes that a worker loads, which halves its start: AppCDS on JDK 17, an AOT
 * cache from 25 on. It lies in the user's cache under a hash of JDK build, JVM options and jars, is
 * used when it is there, made when it is not, and never required. Thread-safe.
 */
public final class StartupArchive {
    private static final Logger LOG = LoggerFactory.getLogger(StartupArchive.class);
    private static final int AOT_SINCE = 25;
    private static final int KEPT = 4;
    private static final long RECORDING_SECONDS_MAX = 60;

    private final WorkerLaunch launch;
    private final boolean aot = Runtime.version().feature() >= AOT_SINCE;
    private final Optional<Path> file;

    /** Finds the archive's place for a way of starting workers. */
    public StartupArchive(WorkerLaunch launch) {
        this.launch = launch;
        this.file = place(launch);
    }

    /** The JVM options by which a worker uses the archive; none while there is no archive. */
    public List<String> options() {
        if (file.isEmpty() || !Files.isReadable(file.get())) {
            return List.of();
        }
        // No logging, so that a mismatch is silent: the archive is a help, not a need.
        return aot
                ? List.of("-XX:AOTCache=" + file.get(), "-Xlog:disable")
                : List.of("-XX:SharedArchiveFile=" + file.get(), "-Xshare:auto", "-Xlog:disable");
    }

    /** Whether an archive can be made and there is none. */
    public boolean isMissing() {
        return file.isPresent() && !Files.exists(file.get());
    }

    /** Makes the archive; takes seconds of a core. Failures are noted and change nothing. */
    public void record() {
        Path target = file.orElseThrow();
        Path fresh =
                target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(
                    target.getParent(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            if (recordInto(fresh) && Files.exists(fresh)) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                removeOld(target);
            }
        } catch (IOException e) {
            LOG.info("no startup archive could be made: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            deleteQuietly(fresh);
            deleteQuietly(fresh.resolveSibling(fresh.getFileName() + ".config"));
        }
    }

    private boolean recordInto(Path fresh) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        WorkerLaunch.tool("nice").ifPresent(nice -> command.addAll(List.of(nice, "-n", "19")));
        String record = aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        command.addAll(launch.trainingCommand(List.of(record + fresh, "-Xlog:disable")));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (process.waitFor(RECORDING_SECONDS_MAX, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            return false;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void removeOld(Path target) throws IOException {
        List<Path> archives = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(target.getParent(), "worker-*.{jsa,aot}")) {
            found.forEach(archives::add);
        }
        archives.sort(Comparator.comparing(StartupArchive::modified).reversed());
        for (Path old : archives.subList(Math.min(KEPT, archives.size()), archives.size())) {
            deleteQuietly(old);
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH);
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} stays", path, e);
        }
    }

    /** Only jars can be archived, so that a class path with folders has no place. */
    private Optional<Path> place(WorkerLaunch forLaunch) {
        StringBuilder key = new StringBuilder(System.getProperty("java.vm.version", ""));
        key.append(System.getProperty("java.vm.vendor", "")).append(forLaunch.java());
        forLaunch.jvmOptions().forEach(key::append);
        for (String entry : forLaunch.classPath().split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (!Files.isRegularFile(jar)) {
                return Optional.empty();
            }
            key.append(jar).append(jar.toFile().length()).append(modified(jar));
        }
        String name = "worker-" + hash(key.toString()) + (aot ? ".aot" : ".jsa");
        return cacheDirectory().map(directory -> directory.resolve(name));
    }

    private static Optional<Path> cacheDirectory() {
        String cache = System.getenv("XDG_CACHE_HOME");
        if (cache != null && !cache.isEmpty()) {
            return Optional.of(Path.of(cache, "forkyard"));
        }
        return Optional.ofNullable(System.getProperty("user.home"))
                .map(home -> Path.of(home, ".cache", "forkyard"));
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
