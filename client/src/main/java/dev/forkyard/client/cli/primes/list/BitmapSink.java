package dev.forkyard.client.cli.primes.list;

import dev.forkyard.proto.v1.ListPrimesResponse;
import java.io.IOException;
import java.io.OutputStream;

/** The bitmap as it comes, one byte for 30 numbers. Stateless. */
final class BitmapSink implements PrimeSink {
    @Override
    public void write(ListPrimesResponse chunk, OutputStream out) throws IOException {
        chunk.getBitmap().writeTo(out);
    }
}
