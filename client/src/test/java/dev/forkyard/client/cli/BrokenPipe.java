package dev.forkyard.client.cli;

import java.io.IOException;
import java.io.Writer;

/** A reader that has gone. */
final class BrokenPipe extends Writer {
    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        throw new IOException("Broken pipe");
    }

    @Override
    public void flush() throws IOException {
        throw new IOException("Broken pipe");
    }

    @Override
    public void close() {}
}
