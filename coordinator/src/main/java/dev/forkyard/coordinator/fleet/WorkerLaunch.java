package dev.forkyard.coordinator.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a worker JVM is started. Immutable.
 *
 * @param java the java command
 * @param classPath the class path of the worker
 * @param heapMegabytes the worker's heap, {@code -Xmx}, default 448
 * @param errorDirectory where a crashing JVM leaves its hs_err file
 */
public record WorkerLaunch(Path java, String classPath, int heapMegabytes, Path errorDirectory) {
    /**
     * Holds every job type's parts; the README of a job type says what it needs. The sieve keeps
     * its primes near 10^18 in it, and a worker stays below 512 MiB even so.
     */
    public static final int HEAP_MEGABYTES_DEFAULT = 448;

    private static final int NEW_MEGABYTES_MAX = 32;
    private static final String MAIN = "dev.forkyard.worker.WorkerMain";

    /** The options of the JVM that decide whether a class-data archive fits. */
    public List<String> jvmOptions() {
        return List.of(
                "-XX:+UseSerialGC",
                "-Xmx" + heapMegabytes + "m",
                // Else it begins at its full size, and a worker that has done nothing yet has
                // touched 5 MiB more of it.
                "-Xms8m",
                // Tasks keep large arrays and make little garbage: a young generation of a third
                // of the heap would only stay resident.
                "-XX:MaxNewSize=" + Math.min(NEW_MEGABYTES_MAX, heapMegabytes / 3) + "m",
                "-XX:ActiveProcessorCount=1",
                // SerialGC leaves counted loops without safepoints: cancel and heartbeat would
                // wait.
                "-XX:+UseCountedLoopSafepoints",
                "-XX:LoopStripMiningIter=1000",
                "-XX:-UsePerfData",
                // At the address that it was made for, most of a class-data archive is mapped and
                // shared by all workers; elsewhere all of it is patched, 16 MiB for each of them.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED");
    }

    /**
     * The whole command of one worker. Each worker leads its own session, so that a terminal's
     * Ctrl-C does not reach it, and is killed by the kernel when the thread that forked it ends.
     */
    public List<String> command(long worker, String socket, List<String> archiveOptions) {
        List<String> command = new ArrayList<>();
        tool("setpriv").ifPresent(path -> command.addAll(List.of(path, "--pdeathsig", "KILL")));
        tool("setsid").ifPresent(command::add);
        command.add(java.toString());
        command.addAll(jvmOptions());
        command.addAll(archiveOptions);
        command.add("-XX:ErrorFile=" + errorDirectory.resolve("hs_err_%p.log"));
        command.addAll(List.of("-cp", classPath, MAIN));
        command.addAll(List.of("--worker", Long.toString(worker), "--socket", socket));
        return command;
    }

    /** The command of a run that only records which classes a worker loads. */
    public List<String> trainingCommand(List<String> recordOptions) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(jvmOptions());
        command.addAll(recordOptions);
        command.addAll(List.of("-cp", classPath, MAIN, "--train"));
        return command;
    }

    /** Where a system tool is, if it is installed. */
    public static Optional<String> tool(String name) {
        return Stream.of("/usr/bin/", "/bin/")
                .map(directory -> Path.of(directory + name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
