package dev.forkyard.proto.frame;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How a message travels between a worker and its coordinator: four bytes that tell its length,
 * big-endian, and behind them the message. Stateless.
 */
public final class LinkFrame {
    /** What stands before a message. */
    public static final int LENGTH_BYTES = Integer.BYTES;

    /** No message is longer; whoever is told of a longer one closes the connection. */
    public static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

    private LinkFrame() {}

    /**
     * The frame of a message.
     *
     * @throws IllegalArgumentException if the message is longer than {@link #MESSAGE_BYTES_MAX}
     */
    public static byte[] of(MessageLite message) {
        int length = message.getSerializedSize();
        if (length > MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "message must have at most %d bytes, had %d"
                            .formatted(MESSAGE_BYTES_MAX, length));
        }
        byte[] frame = new byte[LENGTH_BYTES + length];
        ByteBuffer.wrap(frame).putInt(length);
        try {
            message.writeTo(CodedOutputStream.newInstance(frame, LENGTH_BYTES, length));
        } catch (IOException e) {
            throw new IllegalStateException("an array has no room for what was measured", e);
        }
        return frame;
    }
}
