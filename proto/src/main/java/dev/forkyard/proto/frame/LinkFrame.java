package dev.forkyard.proto.frame;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

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
        return of(message, length(message));
    }

    /**
     * The frame of a message in pieces, one behind the other: large bytes of the message are not
     * copied, so that nobody may change them until the pieces are written.
     *
     * @throws IllegalArgumentException if the message is longer than {@link #MESSAGE_BYTES_MAX}
     */
    public static List<ByteBuffer> pieces(MessageLite message) {
        int length = length(message);
        if (length <= Pieces.COPIED_BYTES_MAX) {
            return List.of(ByteBuffer.wrap(of(message, length)));
        }
        Pieces pieces = new Pieces();
        pieces.add(ByteBuffer.allocate(LENGTH_BYTES).putInt(length).flip());
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(pieces, Pieces.COPIED_BYTES_MAX);
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("a list has no room for a piece", e);
        }
        return pieces.all();
    }

    private static int length(MessageLite message) {
        int length = message.getSerializedSize();
        if (length > MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "message must have at most %d bytes, had %d"
                            .formatted(MESSAGE_BYTES_MAX, length));
        }
        return length;
    }

    private static byte[] of(MessageLite message, int length) {
        byte[] frame = new byte[LENGTH_BYTES + length];
        ByteBuffer.wrap(frame).putInt(length);
        try {
            message.writeTo(CodedOutputStream.newInstance(frame, LENGTH_BYTES, length));
        } catch (IOException e) {
            throw new IllegalStateException("an array has no room for what was measured", e);
        }
        return frame;
    }

    /** Gathers what is written. Confined to one call. */
    private static final class Pieces extends OutputStream {
        /**
         * The encoder's buffer, which it fills again and again, has so many bytes; what is longer
         * comes from the message itself.
         */
        static final int COPIED_BYTES_MAX = 4 * 1024;

        private final List<ByteBuffer> pieces = new ArrayList<>();

        void add(ByteBuffer piece) {
            pieces.add(piece);
        }

        List<ByteBuffer> all() {
            return pieces;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
            add(length > COPIED_BYTES_MAX ? piece : ByteBuffer.allocate(length).put(piece).flip());
        }

        @Override
        public void write(int one) {
            add(ByteBuffer.allocate(1).put((byte) one).flip());
        }
    }
}
