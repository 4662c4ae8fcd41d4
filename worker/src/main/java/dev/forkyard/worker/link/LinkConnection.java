package dev.forkyard.worker.link;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.forkyard.proto.frame.LinkFrame;
import dev.forkyard.proto.worker.v1.OrderBatch;
import dev.forkyard.proto.worker.v1.ReportBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A worker's one connection to its coordinator. Thread-safe, but for {@link #receive}, which is the
 * body of one thread.
 *
 * <p>The JDK's own channel and nothing above it: what a worker loads at its start is most of what
 * its fork costs. It does not block, although that would be simpler, because a thread that is
 * interrupted in a blocking write closes the channel, and user code may interrupt the thread that
 * reports for it.
 */
public final class LinkConnection implements AutoCloseable {
    /**
     * So much is written at once. The JDK would keep a direct buffer for each thread that writes
     * from the heap, as long as its longest write.
     */
    private static final int WRITE_BYTES_MAX = 64 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final FrameReader frames = new FrameReader();

    // All guarded by this. What is staged goes first, what is unsent follows.
    private final ByteBuffer staged = ByteBuffer.allocateDirect(WRITE_BYTES_MAX).limit(0);
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private boolean finished;

    private LinkConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Connects.
     *
     * @throws IOException if nobody listens there
     */
    public static LinkConnection to(LinkAddress address) throws IOException {
        return new LinkConnection(address.connect(), Selector.open());
    }

    /**
     * Sends a message behind those before it. What the socket does not take is queued, large bytes
     * of the message as they are, so that nobody may change them; if the connection is over the
     * message is lost, which {@link #receive} tells.
     *
     * @throws IllegalArgumentException if the message is longer than a frame can be
     */
    synchronized void send(ReportBatch message) {
        if (finished) {
            return;
        }
        boolean first = isReady();
        unsent.addAll(LinkFrame.pieces(message));
        if (first) {
            write();
        }
    }

    /** Whether nothing waits for the socket. */
    synchronized boolean isReady() {
        return unsent.isEmpty() && !staged.hasRemaining();
    }

    /** Ends what this side says, behind all that was sent; later messages are dropped. */
    synchronized void finish() {
        finished = true;
        write();
    }

    /** Tells {@code listener} what arrives, until the connection is over. */
    void receive(Listener listener) {
        String reason;
        try (selector) {
            while (receiveSome(listener)) {
                // Left by user code that ran on this thread; the selector would not wait.
                var unused = Thread.interrupted();
            }
            reason = "it closed the connection";
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        listener.closed(reason);
    }

    /** Closes the connection, which ends {@link #receive} too. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a socket", e);
        }
        selector.wakeup();
    }

    private boolean receiveSome(Listener listener) throws IOException {
        selector.select();
        selector.selectedKeys().clear();
        writeOn();
        int read = frames.fill(channel);
        for (Optional<CodedInputStream> message = frames.next();
                message.isPresent();
                message = frames.next()) {
            listener.received(parse(message.get()));
        }
        return read >= 0;
    }

    private static OrderBatch parse(CodedInputStream message) throws IOException {
        try {
            return OrderBatch.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IOException("what it sent cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized void writeOn() {
        if (!isReady()) {
            write();
        }
    }

    /** Writes what the socket takes; called with the lock held. */
    private void write() {
        try {
            do {
                stage();
            } while (staged.hasRemaining() && channel.write(staged) > 0);
            awaitRoom(!isReady());
            if (finished && isReady()) {
                channel.shutdownOutput();
            }
        } catch (IOException over) {
            // The reading thread sees the connection's end too, and acts on it.
            staged.limit(staged.position());
            unsent.clear();
        }
    }

    /** Stages as much as there is room for, once the last of it is written. */
    private void stage() {
        if (staged.hasRemaining()) {
            return;
        }
        staged.clear();
        while (staged.hasRemaining() && !unsent.isEmpty()) {
            ByteBuffer piece = unsent.element();
            int taken = Math.min(piece.remaining(), staged.remaining());
            staged.put(piece.slice().limit(taken));
            piece.position(piece.position() + taken);
            if (!piece.hasRemaining()) {
                unsent.remove();
            }
        }
        staged.flip();
    }

    /** Has the reading thread woken, or no longer woken, when the socket takes more. */
    private void awaitRoom(boolean wanted) {
        int interest = SelectionKey.OP_READ | (wanted ? SelectionKey.OP_WRITE : 0);
        if (key.isValid() && key.interestOps() != interest) {
            key.interestOps(interest);
            selector.wakeup();
        }
    }

    /** Who is told what arrives, on the thread of {@link #receive}; must not block. */
    interface Listener {
        /** Orders, in the order in which they were sent. */
        void received(OrderBatch message);

        /** The connection is over; nothing follows. */
        void closed(String reason);
    }
}
