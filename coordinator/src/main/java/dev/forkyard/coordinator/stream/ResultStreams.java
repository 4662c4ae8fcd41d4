package dev.forkyard.coordinator.stream;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.common.range.UnsignedRange;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All streams of a coordinator: their one thread, and the memory that their windows may take
 * together. Thread-safe; no call blocks.
 */
public final class ResultStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultStreams.class);

    /** An eighth of a coordinator's heap. */
    private static final long BYTES_MAX = 64L << 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final AtomicLong bytes = new AtomicLong();
    private final ExecutorService thread;

    /** Makes the thread. */
    public ResultStreams() {
        this.thread =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread made = new Thread(work, "forkyard-stream");
                            made.setDaemon(true);
                            return made;
                        });
    }

    /**
     * Opens a stream; whoever opens it closes it.
     *
     * @param extent of the stage that is read
     * @param windowBytes the most that the results of the stage's window take, ≥ 0
     * @throws UnavailableException as QUEUE_FULL if other streams take the memory
     */
    public ResultStream open(UnsignedRange extent, long windowBytes, ResultReader reader) {
        if (bytes.addAndGet(windowBytes) > BYTES_MAX) {
            bytes.addAndGet(-windowBytes);
            throw new UnavailableException(
                    ErrorReason.QUEUE_FULL,
                    "results that wait for their readers fill their %d MiB; try again later"
                            .formatted(BYTES_MAX >> 20),
                    RETRY_AFTER);
        }
        return new ResultStream(extent, reader, this::run, () -> bytes.addAndGet(-windowBytes));
    }

    /** How many bytes are set aside for the windows of open streams. */
    public long reservedBytes() {
        return bytes.get();
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the coordinator is gone, a stream ends", e);
        }
    }
}
