package dev.forkyard.coordinator.gateway.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Writes a long answer as its reader takes it, without a thread that waits for him: a client who
 * stops in the middle holds a connection and this, until the connection was idle for too long.
 * Confined to one thread at a time.
 */
final class BodyWriter implements WriteListener {
    /** What goes out at once whatever the reader does: the socket's own buffer takes it. */
    private static final int SHORT_BYTES = 16 << 10;

    private static final int CHUNK_BYTES = 64 << 10;

    private final ServletOutputStream out;
    private final byte[] body;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private int at;

    private BodyWriter(ServletOutputStream out, byte[] body) {
        this.out = out;
        this.body = body;
    }

    /** Answers a call that is not asynchronous yet. */
    static void answer(Context call, byte[] body) {
        if (body.length <= SHORT_BYTES) {
            call.result(body);
        } else {
            call.future(() -> write(call, body));
        }
    }

    /**
     * Answers a call that is asynchronous by now.
     *
     * @return done when the socket has all of it or is broken
     */
    static CompletableFuture<Void> write(Context call, byte[] body) {
        if (body.length <= SHORT_BYTES) {
            call.result(body);
            return CompletableFuture.completedFuture(null);
        }
        try {
            call.res().setContentLength(body.length);
            BodyWriter writer = new BodyWriter(call.res().getOutputStream(), body);
            writer.out.setWriteListener(writer);
            return writer.written;
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (at == body.length) {
                written.complete(null);
                return;
            }
            int length = Math.min(CHUNK_BYTES, body.length - at);
            at += length;
            out.write(body, at - length, length);
        }
    }

    /** The reader is gone or asleep; there is nobody to tell. */
    @Override
    public void onError(Throwable cause) {
        written.complete(null);
    }
}
