package dev.forkyard.coordinator.stream;

import dev.forkyard.common.range.UnsignedRange;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of one stage in order, between the workers and their reader. Confined to the stream
 * thread, but for what says otherwise.
 *
 * <p>It holds what the stage's window allows and no more: what the reader took is told to the core,
 * which hands out that much more work. Once the reader has everything or has left, the job's answer
 * counts as made.
 */
public final class ResultStream {
    private static final Logger LOG = LoggerFactory.getLogger(ResultStream.class);

    private final UnsignedRange extent;
    private final ResultReader reader;
    private final Consumer<Runnable> thread;
    private final Runnable onClose;

    /** From the loop thread to the stream thread. */
    private final Queue<StreamedResult> arrived = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean turnComes = new AtomicBoolean();
    private volatile LongConsumer onTaken = takenTo -> {};
    private volatile boolean closed;

    private final Map<Long, StreamedResult> waiting = new TreeMap<>(Long::compareUnsigned);
    private long takenTo;
    private long toldTo;
    private Runnable onDrained = () -> {};

    ResultStream(
            UnsignedRange extent,
            ResultReader reader,
            Consumer<Runnable> thread,
            Runnable onClose) {
        this.extent = extent;
        this.reader = reader;
        this.thread = thread;
        this.onClose = onClose;
        this.takenTo = extent.start();
        this.toldTo = extent.start();
    }

    /**
     * Says who is to be told how far the reader came, on the stream thread. Called before the first
     * result.
     */
    public void whenTaken(LongConsumer listener) {
        onTaken = listener;
    }

    /** Puts an accepted result in, in whatever order they come. Thread-safe; never waits. */
    public void accept(UnsignedRange part, byte[] payload) {
        if (!closed) {
            arrived.add(new StreamedResult(part, payload));
            wake();
        }
    }

    /** Calls back once the reader has everything or has left. Thread-safe. */
    public void whenDrained(Runnable callback) {
        run(
                () -> {
                    onDrained = callback;
                    settle();
                });
    }

    /** Lets the reader read, soon and on the stream thread. Thread-safe. */
    public void wake() {
        if (turnComes.compareAndSet(false, true)) {
            run(this::turn);
        }
    }

    /** Does something on the stream thread. Thread-safe. */
    public void run(Runnable work) {
        thread.accept(work);
    }

    /** The next result in order, if it is there. */
    public Optional<StreamedResult> poll() {
        StreamedResult next = closed ? null : waiting.remove(takenTo);
        if (next != null) {
            takenTo = next.part().end();
        }
        return Optional.ofNullable(next);
    }

    /** The reader leaves, with everything or early; what is left is dropped. */
    public void close() {
        if (!closed) {
            closed = true;
            arrived.clear();
            waiting.clear();
            onClose.run();
            settle();
        }
    }

    private void turn() {
        turnComes.set(false);
        for (StreamedResult next = arrived.poll(); next != null; next = arrived.poll()) {
            waiting.put(next.part().start(), next);
        }
        try {
            reader.read(this);
        } catch (RuntimeException e) {
            LOG.error("a reader failed by a bug", e);
            close();
        }
        if (!closed && takenTo != toldTo) {
            toldTo = takenTo;
            onTaken.accept(takenTo);
        }
        settle();
    }

    private void settle() {
        if (closed || takenTo == extent.end()) {
            Runnable told = onDrained;
            onDrained = () -> {};
            told.run();
        }
    }
}
