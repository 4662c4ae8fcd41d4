package dev.forkyard.worker.guard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Watches the coordinator through standard input: its first line is the one-time token, and its end
 * is the coordinator's end. But for {@link #leaveInput} confined to one thread at a time: first the
 * one that asks for the token, then the one that runs the watch.
 *
 * <p>The kernel closes the pipe when the coordinator dies in whatever way, and it is seen in about
 * 10 ms, where {@code ProcessHandle.onExit} of the parent takes half a second.
 */
public final class CoordinatorWatch implements Runnable {
    /** The longest token, in bytes; longer ones mean that something else is on the line. */
    private static final int TOKEN_BYTES_MAX = 1024;

    private final InputStream standardInput;
    private final ProcessEnd end;

    /** Begins to look for the parent's end only when it is asked. */
    private final Optional<Supplier<CompletableFuture<?>>> parent;

    private volatile boolean inputLeft;

    /** Makes a watch that owns {@code standardInput} from now on. */
    public CoordinatorWatch(InputStream standardInput, ProcessEnd end) {
        this(standardInput, end, ProcessHandle.current().parent().map(p -> p::onExit));
    }

    CoordinatorWatch(
            InputStream standardInput,
            ProcessEnd end,
            Optional<Supplier<CompletableFuture<?>>> parent) {
        this.standardInput = standardInput;
        this.end = end;
        this.parent = parent;
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

    /**
     * Reads until the input ends or, once the input was left, until the parent process has ended;
     * then ends the process. What is read is dropped.
     */
    @Override
    public void run() {
        byte[] dropped = new byte[64];
        String reason = "standard input was closed";
        try {
            while (standardInput.read(dropped) >= 0) {}
        } catch (IOException unreadable) {
            reason = "standard input failed: " + unreadable;
        }
        if (inputLeft) {
            reason = "the coordinator ended before the shutdown hooks did";
            awaitParentsEnd();
        }
        end.halt(ExitCode.ORPHANED, reason);
    }

    /** Until the parent's end, or for good if the process ends before. */
    private void awaitParentsEnd() {
        try {
            parent.map(Supplier::get).orElseGet(CompletableFuture::new).get();
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException unknown) {
            return;
        }
    }

    /**
     * Has the watch look at the parent process from now on instead of standard input, since the
     * process is about to exit by itself: a JVM whose threads sit in system calls waits 300 ms for
     * them when it exits. Thread-safe. Wakes the watch only if the input is one over an
     * interruptible channel.
     */
    public void leaveInput() {
        inputLeft = true;
        try {
            standardInput.close();
        } catch (IOException leftAnyway) {
            return;
        }
    }
}
