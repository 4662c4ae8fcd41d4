package dev.forkyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.worker.guard.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real worker process, forked as the coordinator forks it. Confined to the test's thread. Closing
 * it proves that the process is gone.
 */
final class ForkedWorker implements AutoCloseable {
    static final String TOKEN = "s3cret";

    /** What the coordinator gives to every worker. */
    static final List<String> JVM_FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xmx128m",
                    "-XX:ActiveProcessorCount=1",
                    "-XX:+UseCountedLoopSafepoints",
                    "-XX:LoopStripMiningIter=1000",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED");

    private static final long DEADLINE_SECONDS = 30;

    private final Process process;
    private final Path output;

    private ForkedWorker(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Forks a worker that dials {@code server}. */
    static ForkedWorker start(TestLinkServer server, Path folder) throws IOException {
        ForkedWorker worker =
                startWith(folder, List.of("--worker", "7", "--socket", server.socket()));
        worker.writeLine(TOKEN);
        return worker;
    }

    /** Forks a worker with any arguments; nothing is written to its standard input. */
    static ForkedWorker startWith(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(WorkerMain.class.getName());
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, "worker", ".out");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new ForkedWorker(process, output);
    }

    void writeLine(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void closeStandardInput() throws IOException {
        process.getOutputStream().close();
    }

    long pid() {
        return process.pid();
    }

    void assertExits(ExitCode code) throws InterruptedException, IOException {
        assertExits(code.number());
    }

    void assertExits(int code) throws InterruptedException, IOException {
        assertExitsWithin(code, DEADLINE_SECONDS * 1_000);
    }

    void assertExitsWithin(ExitCode code, long millisMax) throws InterruptedException, IOException {
        assertExitsWithin(code.number(), millisMax);
    }

    private void assertExitsWithin(int code, long millisMax)
            throws InterruptedException, IOException {
        assertThat(process.waitFor(millisMax, TimeUnit.MILLISECONDS))
                .as("exited within %d ms; output: %s", millisMax, output())
                .isTrue();
        assertThat(process.exitValue()).as(output()).isEqualTo(code);
    }

    /** What it wrote so far to standard output and error. */
    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
        assertThat(ProcessHandle.of(process.pid())).as("worker after its end").isEmpty();
    }
}
