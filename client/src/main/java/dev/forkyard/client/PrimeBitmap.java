package dev.forkyard.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import dev.forkyard.proto.v1.ListPrimesResponse;
import io.grpc.Detachable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A chunk of a list of primes whose bitmap still lies where the connection received it, so that a
 * megabyte is copied once, by its reader, and never on the heap as a whole. Holds the connection's
 * memory until it is closed. Confined to one thread at a time.
 */
public final class PrimeBitmap implements AutoCloseable {
    private static final int BITMAP_TAG =
            ListPrimesResponse.BITMAP_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    /** Room for all but the bitmap, which is skipped where it is. */
    private static final int HEAD_BYTES = 128;

    private final ListPrimesResponse head;
    private final int bytes;
    private final InputStream message;
    private int left;
    private boolean closed;

    private PrimeBitmap(ListPrimesResponse head, int bytes, InputStream message) {
        this.head = head;
        this.bytes = bytes;
        this.message = message;
        this.left = bytes;
    }

    /**
     * Reads all of a message but the bitmap, and takes its memory over where the stream allows it.
     *
     * @throws InvalidProtocolBufferException if it is no such message
     */
    static PrimeBitmap of(InputStream received) throws IOException {
        InputStream message =
                received instanceof Detachable owned && received.markSupported()
                        ? owned.detach()
                        : new ByteArrayInputStream(received.readAllBytes());
        boolean read = false;
        try {
            PrimeBitmap chunk = read(message);
            read = true;
            return chunk;
        } finally {
            if (!read) {
                message.close();
            }
        }
    }

    private static PrimeBitmap read(InputStream message) throws IOException {
        message.mark(message.available());
        CodedInputStream fields = CodedInputStream.newInstance(message, HEAD_BYTES);
        UnknownFieldSet.Builder others = UnknownFieldSet.newBuilder();
        int bytes = 0;
        int start = 0;
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag == BITMAP_TAG) {
                bytes = fields.readRawVarint32();
                start = fields.getTotalBytesRead();
                fields.skipRawBytes(bytes);
            } else {
                others.mergeFieldFrom(tag, fields);
            }
        }
        message.reset();
        message.skipNBytes(start);
        return new PrimeBitmap(
                ListPrimesResponse.parseFrom(others.build().toByteString()), bytes, message);
    }

    /** The chunk without its bitmap. */
    public ListPrimesResponse head() {
        return head;
    }

    /** How many bytes the bitmap has. */
    public int bytes() {
        return bytes;
    }

    /**
     * Copies the next bytes of the bitmap.
     *
     * @param into filled from its start, as far as there are bytes
     * @return how many; 0 at the end
     * @throws IllegalStateException if the chunk is closed
     */
    public int read(byte[] into) {
        if (closed) {
            throw new IllegalStateException("the chunk is closed");
        }
        int wanted = Math.min(into.length, left);
        try {
            int copied = message.readNBytes(into, 0, wanted);
            left -= copied;
            return copied;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the memory back; of no effect when it was given. */
    @Override
    public void close() {
        closed = true;
        try {
            message.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
