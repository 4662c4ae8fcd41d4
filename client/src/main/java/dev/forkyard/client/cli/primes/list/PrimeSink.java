package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.PrimeBitmap;
import java.io.IOException;
import java.io.OutputStream;

/** Writes chunks of a list in some form. Confined to the command's thread. */
interface PrimeSink {
    /** Writes what stands before the first prime. */
    default void begin(OutputStream out) throws IOException {}

    /** Writes a chunk's primes. */
    void write(PrimeBitmap chunk, OutputStream out) throws IOException;

    /** Writes what stands behind the last prime. */
    default void end(OutputStream out) throws IOException {}
}
