package dev.forkyard.benchmarks.primes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs whole commands and measures them. Stateless. */
final class Commands {
    /** A command that ended with another code than 0. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private Commands() {}

    /** Tells whether a program can be run. */
    static boolean isInstalled(String program) {
        return List.of("/usr/bin/", "/usr/local/bin/").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder + program)));
    }

    /** Runs a command to its end; its answer is what it writes to stdout. */
    static Run run(String... command) {
        return run(Optional.empty(), command);
    }

    /** Runs a command whose stdout goes to a file; there is no answer. */
    static Run into(Path file, String... command) {
        return run(Optional.of(file.toFile()), command);
    }

    // bash tells what its child used; a JVM cannot know that of a process that has ended. Its line
    // goes to stderr behind whatever the command wrote there.
    private static Run run(Optional<File> file, String... command) {
        String timed = "TIMEFORMAT='%R %U %S'; time \"$@\"";
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", timed, "bash");
        builder.command().addAll(List.of(command));
        try {
            Path errors = Files.createTempFile("forkyard-bench", ".err");
            try {
                builder.redirectError(errors.toFile());
                file.ifPresent(builder::redirectOutput);
                Process process = builder.start();
                String answer =
                        new String(
                                process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                int code = process.waitFor();
                List<String> lines = Files.readAllLines(errors);
                if (code != 0) {
                    throw new Refused(String.join(" ", command) + ": " + lines.get(0));
                }
                String[] times = lines.get(lines.size() - 1).split(" ", -1);
                return new Run(
                        Double.parseDouble(times[0]),
                        Double.parseDouble(times[1]) + Double.parseDouble(times[2]),
                        answer.strip());
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
