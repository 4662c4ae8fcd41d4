package dev.forkyard.coordinator.dispatch;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a result without another copy: a message that was read holds them in an array of
 * their own, which nobody changes. Confined to one call.
 */
final class PayloadBytes extends ByteOutput {
    private byte @Nullable [] whole;
    private boolean inPieces;

    private PayloadBytes() {}

    /** The bytes, which must not be changed. */
    static byte[] of(ByteString payload) {
        PayloadBytes taker = new PayloadBytes();
        try {
            UnsafeByteOperations.unsafeWriteTo(payload, taker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = taker.whole;
        return bytes == null || taker.inPieces ? payload.toByteArray() : bytes;
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
        boolean all = offset == 0 && length == value.length;
        inPieces |= whole != null || !all;
        whole = value;
    }

    @Override
    public void write(byte value) {
        inPieces = true;
    }

    @Override
    public void write(byte[] value, int offset, int length) {
        inPieces = true;
    }

    @Override
    public void write(ByteBuffer value) {
        inPieces = true;
    }

    @Override
    public void writeLazy(ByteBuffer value) {
        inPieces = true;
    }
}
