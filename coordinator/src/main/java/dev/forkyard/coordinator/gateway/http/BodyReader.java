package dev.forkyard.coordinator.gateway.http;

import com.google.rpc.Code;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a body as it comes, without a thread that waits for it. Confined to one thread at a time.
 */
final class BodyReader implements ReadListener {
    private static final int CHUNK_BYTES = 8192;

    private final ServletInputStream in;
    private final int bytesMax;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    private BodyReader(ServletInputStream in, int bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
    }

    /**
     * Reads all of a body. The request must be asynchronous by now.
     *
     * @return the body, or an {@link HttpRefusal} if it has more than that many bytes
     */
    static CompletableFuture<byte[]> read(HttpServletRequest request, int bytesMax) {
        if (request.getContentLengthLong() > bytesMax) {
            return CompletableFuture.failedFuture(tooLarge(bytesMax));
        }
        try {
            BodyReader reader = new BodyReader(request.getInputStream(), bytesMax);
            reader.in.setReadListener(reader);
            return reader.whole;
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !in.isFinished()) {
            int read = in.read(chunk);
            if (read < 0) {
                return;
            }
            if (body.size() + read > bytesMax) {
                whole.completeExceptionally(tooLarge(bytesMax));
                return;
            }
            body.write(chunk, 0, read);
        }
    }

    @Override
    public void onAllDataRead() {
        whole.complete(body.toByteArray());
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(
                new HttpRefusal(
                        400, Code.INVALID_ARGUMENT, "BAD_REQUEST", "the body ends in its middle"));
    }

    private static HttpRefusal tooLarge(int bytesMax) {
        return new HttpRefusal(
                413,
                Code.INVALID_ARGUMENT,
                "BODY_TOO_LARGE",
                "the body has more than %d bytes".formatted(bytesMax));
    }
}
