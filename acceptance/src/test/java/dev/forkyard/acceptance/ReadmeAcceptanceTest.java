package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the README's own lines against the scripts. Only ports and data directory are changed, so
 * that a cluster of the user's own is left alone.
 */
class ReadmeAcceptanceTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void firstCommandPrintsWhatTheReadmeSays() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Path state = Files.createTempDirectory("forkyard-readme");
        Shell shell = new Shell(state, List.of());

        Shell.Result result =
                shell.run("scripts/forkyard --quiet primes count 1..100000 100000..200000");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("1..100000 9592\n100000..200000 8392\ntotal 17984\n");
        assertThat(readme).contains("scripts/forkyard primes count 1..100000 100000..200000\n");
        for (String line : result.out().split("\n", -1)) {
            assertThat(readme).contains(line);
        }
        Folders.delete(state);
    }

    @Test
    void clusterLinesRunAndLeaveNothingBehind() throws Exception {
        Path data = Files.createTempDirectory("forkyard-readme");
        int port = RunningCluster.freePort();
        int httpPort = RunningCluster.freePort();
        Shell shell = new Shell(data, List.of("FORKYARD_ADDRESS=127.0.0.1:" + port));
        assumeTrue(shell.run("command -v grpcurl || command -v npx").code() == 0);
        String options = " --port " + port + " --data " + data;
        String script =
                block(Files.readString(ROOT.resolve("README.md")))
                        .replace(
                                "start-cluster.sh",
                                "start-cluster.sh --http-port " + httpPort + options)
                        .replace("stop-cluster.sh", "stop-cluster.sh" + options);

        Shell.Result result = shell.run("set -e\n" + script);

        try {
            assertThat(result.code()).as(result.out() + result.err()).isZero();
            assertThat(result.out())
                    .contains("gRPC 127.0.0.1:" + port)
                    .contains("JOB_STATE_SUCCEEDED")
                    .contains("\n50847534\n");
        } finally {
            shell.run("scripts/stop-cluster.sh" + options);
        }
        assertThat(javaProcessesOf(data)).isEmpty();
        assertThat(data.resolve("coordinator.properties")).doesNotExist();
        Folders.delete(data);
    }

    private static String block(String readme) {
        int start = readme.indexOf("```sh\n") + "```sh\n".length();
        return readme.substring(start, readme.indexOf("```", start));
    }

    private static List<String> javaProcessesOf(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains("dev.forkyard") && line.contains(data.toString()))
                    .toList();
        }
    }

    /** Runs lines in bash from the repository's folder, with a state of its own. */
    private record Shell(Path state, List<String> variables) {
        record Result(int code, String out, String err) {}

        Result run(String lines) throws IOException, InterruptedException {
            Path out = Files.createTempFile(state, "out", "");
            Path err = Files.createTempFile(state, "err", "");
            ProcessBuilder builder =
                    new ProcessBuilder("bash", "-c", lines)
                            .directory(ROOT.toFile())
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            for (String variable : variables) {
                int equals = variable.indexOf('=');
                builder.environment()
                        .put(variable.substring(0, equals), variable.substring(equals + 1));
            }
            Process process = builder.start();
            boolean ended = process.waitFor(15, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            return new Result(
                    ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
        }
    }
}
