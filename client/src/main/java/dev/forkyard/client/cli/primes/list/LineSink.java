package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.PrimeBitmap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Primes as lines, below a header if there is one. Confined to one thread. */
final class LineSink implements PrimeSink {
    private final DecimalWriter digits = new DecimalWriter("", "\n");
    private final String header;

    LineSink(String header) {
        this.header = header;
    }

    @Override
    public void begin(OutputStream out) throws IOException {
        out.write(header.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void write(PrimeBitmap chunk, OutputStream out) throws IOException {
        digits.write(chunk, out);
        digits.flush(out);
    }
}
