package dev.forkyard.benchmarks.pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The process of {@code executor.py}, idle until it is asked. Confined to one thread. */
final class CPython implements AutoCloseable {
    private static final int SUBMITS = 20_000;
    private static final int MAPPED = 1_000_000;
    private static final int ROUND_TRIPS = 3_000;

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    private CPython(Process process) {
        this.process = process;
        questions = process.outputWriter(StandardCharsets.US_ASCII);
        answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** What one round reached. */
    record Round(double submitRate, double mapRate, double p50Micros, double p99Micros) {}

    static CPython start(Path script, int workers) {
        try {
            return new CPython(
                    new ProcessBuilder(
                                    "python3",
                                    script.toString(),
                                    Integer.toString(workers),
                                    Integer.toString(SUBMITS),
                                    Integer.toString(MAPPED),
                                    Integer.toString(ROUND_TRIPS))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start python3", e);
        }
    }

    Round round() {
        try {
            questions.write("go\n");
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("executor.py ended; it has said why on stderr");
            }
            String[] words = line.split(" ", -1);
            return new Round(
                    Double.parseDouble(words[0]),
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
