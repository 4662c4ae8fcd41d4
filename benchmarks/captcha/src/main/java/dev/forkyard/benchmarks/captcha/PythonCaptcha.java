package dev.forkyard.benchmarks.captcha;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** Python's {@code captcha}, where it is installed: a process that is asked for a round. */
final class PythonCaptcha implements AutoCloseable {
    private static final String PROGRAM =
            """
            import sys, time
            from captcha.image import ImageCaptcha
            maker = ImageCaptcha(width=200, height=70)
            for line in sys.stdin:
                end = time.process_time() + float(line)
                start = time.process_time()
                count = 0
                while time.process_time() < end:
                    maker.generate('ACDEFH')
                    count += 1
                print(count / (time.process_time() - start), flush=True)
            """;

    private final Process process;
    private final BufferedReader answers;

    private PythonCaptcha(Process process) {
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it; if it is not installed, every round is empty. */
    static PythonCaptcha start() throws IOException {
        return new PythonCaptcha(
                new ProcessBuilder("python3", "-c", PROGRAM)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /** Pictures a second of its CPU time. */
    OptionalDouble round(double seconds) {
        try {
            process.getOutputStream().write((seconds + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            String line = answers.readLine();
            return line == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(line));
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
