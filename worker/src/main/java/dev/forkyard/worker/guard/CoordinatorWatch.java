package dev.forkyard.worker.guard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Watches the coordinator through standard input: its first line is the one-time token, and its end
 * is the coordinator's end. Confined to one thread at a time: first the one that asks for the
 * token, then the one that runs the watch.
 *
 * <p>The kernel closes the pipe when the coordinator dies in whatever way, and it is seen in about
 * 10 ms, where {@code ProcessHandle.onExit} of the parent takes half a second.
 */
public final class CoordinatorWatch implements Runnable {
    /** The longest token, in bytes; longer ones mean that something else is on the line. */
    private static final int TOKEN_BYTES_MAX = 1024;

    private final InputStream standardInput;
    private final ProcessEnd end;

    /** Makes a watch that owns {@code standardInput} from now on. */
    public CoordinatorWatch(InputStream standardInput, ProcessEnd end) {
        this.standardInput = standardInput;
        this.end = end;
    }

    /**
     * Reads the first line; blocks until it is there.
     *
     * @throws IOException if the input ends before the line does, or the line is longer than
     *     {@value #TOKEN_BYTES_MAX} bytes
     */
    public String readToken() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = standardInput.read(); next != '\n'; next = standardInput.read()) {
            if (next < 0) {
                throw new IOException("standard input ended before the token");
            }
            if (line.size() == TOKEN_BYTES_MAX) {
                throw new IOException(
                        "token has no end within " + TOKEN_BYTES_MAX + " bytes of standard input");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Reads until the input ends, then ends the process. What is read is dropped. */
    @Override
    public void run() {
        byte[] dropped = new byte[64];
        try {
            while (standardInput.read(dropped) >= 0) {}
        } catch (IOException unreadable) {
            end.halt(ExitCode.ORPHANED, "standard input failed: " + unreadable);
        }
        end.halt(ExitCode.ORPHANED, "standard input was closed");
    }
}
