package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.PrimeBitmap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Primes as one JSON object, {@code {"primes": ["2", "3"]}}, a line each; 64-bit integers are
 * strings there as everywhere. Confined to one thread.
 */
final class JsonSink implements PrimeSink {
    private final DecimalWriter digits = new DecimalWriter(",\"", "\"\n");
    private boolean first = true;

    @Override
    public void begin(OutputStream out) throws IOException {
        out.write("{\"primes\": [\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void write(PrimeBitmap chunk, OutputStream out) throws IOException {
        if (!first || chunk.head().getCount() == 0) {
            digits.write(chunk, out);
            digits.flush(out);
            return;
        }
        // The first prime has no comma before it.
        first = false;
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        digits.write(chunk, whole);
        digits.flush(whole);
        byte[] bytes = whole.toByteArray();
        out.write(bytes, 1, bytes.length - 1);
    }

    @Override
    public void end(OutputStream out) throws IOException {
        out.write("]}\n".getBytes(StandardCharsets.US_ASCII));
    }
}
