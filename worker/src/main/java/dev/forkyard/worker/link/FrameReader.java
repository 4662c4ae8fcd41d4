package dev.forkyard.worker.link;

import com.google.protobuf.CodedInputStream;
import dev.forkyard.proto.frame.LinkFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/**
 * Cuts what a socket brings into the messages of {@link LinkFrame}s. Keeps a buffer that grows with
 * a large message and shrinks behind it. Confined to one thread.
 */
public final class FrameReader {
    private static final int BYTES_FIRST = 16 * 1024;

    private byte[] bytes = new byte[BYTES_FIRST];
    private int start;
    private int end;

    /**
     * Reads once from a channel.
     *
     * @return the bytes read, 0 if there are none now, −1 at the channel's end
     * @throws IOException if the channel fails, or brings a frame that is too long
     */
    public int fill(ReadableByteChannel channel) throws IOException {
        makeRoom();
        int read = channel.read(ByteBuffer.wrap(bytes, end, bytes.length - end));
        end += Math.max(0, read);
        return read;
    }

    /**
     * The next message that is here as a whole, readable until the next {@link #fill}.
     *
     * @throws IOException if it is too long
     */
    public Optional<CodedInputStream> next() throws IOException {
        int whole = wholeBytes();
        if (end - start < whole) {
            return Optional.empty();
        }
        int message = start + LinkFrame.LENGTH_BYTES;
        start += whole;
        return Optional.of(CodedInputStream.newInstance(bytes, message, start - message));
    }

    private void makeRoom() throws IOException {
        int kept = end - start;
        int size = kept == 0 ? BYTES_FIRST : Math.max(bytes.length, wholeBytes());
        if (size == bytes.length && end < size && start + wholeBytes() <= size) {
            return;
        }
        byte[] roomy = size == bytes.length ? bytes : new byte[size];
        System.arraycopy(bytes, start, roomy, 0, kept);
        bytes = roomy;
        start = 0;
        end = kept;
    }

    /** How long the frame is that begins here; its length alone, while not even that is here. */
    private int wholeBytes() throws IOException {
        if (end - start < LinkFrame.LENGTH_BYTES) {
            return LinkFrame.LENGTH_BYTES;
        }
        int length = ByteBuffer.wrap(bytes, start, LinkFrame.LENGTH_BYTES).getInt();
        if (length < 0 || length > LinkFrame.MESSAGE_BYTES_MAX) {
            throw new IOException(
                    "a message has at most %d bytes, not %d"
                            .formatted(
                                    LinkFrame.MESSAGE_BYTES_MAX, Integer.toUnsignedLong(length)));
        }
        return LinkFrame.LENGTH_BYTES + length;
    }
}
