package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.PrimeBitmap;
import java.io.IOException;
import java.io.OutputStream;

/** The bitmap as it comes, one byte for 30 numbers. Confined to one thread. */
final class BitmapSink implements PrimeSink {
    /** Stays in the processor's cache, and is below what the C library maps for each write. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private final byte[] buffer = new byte[BUFFER_BYTES];

    @Override
    public void write(PrimeBitmap chunk, OutputStream out) throws IOException {
        for (int bytes = chunk.read(buffer); bytes > 0; bytes = chunk.read(buffer)) {
            out.write(buffer, 0, bytes);
        }
    }
}
