package dev.forkyard.client;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one job until its end. Thread-safe; made for one reader and any number of
 * cancellers.
 *
 * <p>Only the newest snapshot is kept, so a slow reader misses states in between but never the
 * last, and memory stays the same. The end of the call is given after the last snapshot was read.
 */
public final class JobStream implements AutoCloseable {
    private final Object lock = new Object();
    private @Nullable Job unread;
    private boolean over;
    private @Nullable Throwable failure;
    private @Nullable ClientCallStreamObserver<?> call;

    private JobStream() {}

    static <Q, R> JobStream open(Consumer<StreamObserver<R>> start, Function<R, Job> snapshot) {
        JobStream stream = new JobStream();
        start.accept(stream.new Feed<Q, R>(snapshot));
        return stream;
    }

    /**
     * The newest snapshot that was not read before; empty after {@code time} without one, and when
     * the stream has {@linkplain #ended ended}.
     *
     * @throws ForkyardException if the coordinator refused or ended the call, with its reason
     * @throws StatusRuntimeException if there was no answer of a coordinator
     */
    public Optional<Job> poll(Duration time) {
        long deadlineNanos = System.nanoTime() + time.toNanos();
        synchronized (lock) {
            try {
                while (unread == null && !over) {
                    long millis = (deadlineNanos - System.nanoTime() + 999_999) / 1_000_000;
                    if (millis <= 0) {
                        return Optional.empty();
                    }
                    lock.wait(millis);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Status.CANCELLED.withCause(e).asRuntimeException();
            }
            Job snapshot = unread;
            unread = null;
            if (snapshot == null && failure != null) {
                throw translated(failure);
            }
            return Optional.ofNullable(snapshot);
        }
    }

    /**
     * Reads on to the last snapshot.
     *
     * @throws ForkyardException as {@link #poll}
     */
    public Job last() {
        Optional<Job> last = Optional.empty();
        while (!ended()) {
            Optional<Job> next = poll(Duration.ofMinutes(1));
            last = next.isPresent() ? next : last;
        }
        return last.orElseThrow(
                () ->
                        Status.INTERNAL
                                .withDescription("the coordinator ended the stream without a job")
                                .asRuntimeException());
    }

    /** Tells whether there is nothing more to read, neither a snapshot nor a failure. */
    public boolean ended() {
        synchronized (lock) {
            return over && unread == null && failure == null;
        }
    }

    /** Ends the call; of no effect when it has ended. The reader then gets CANCELLED. */
    @Override
    public void close() {
        ClientCallStreamObserver<?> started;
        synchronized (lock) {
            started = over ? null : call;
        }
        if (started != null) {
            started.cancel("closed by the caller", null);
        }
    }

    private static RuntimeException translated(Throwable failure) {
        return StatusMapping.fromStatus(failure)
                .<RuntimeException>map(ours -> ours)
                .orElseGet(() -> Status.fromThrowable(failure).asRuntimeException());
    }

    private void end(@Nullable Throwable cause) {
        synchronized (lock) {
            over = true;
            failure = cause;
            lock.notifyAll();
        }
    }

    /** Runs on the event loop: hands over and returns. */
    private final class Feed<Q, R> implements ClientResponseObserver<Q, R> {
        private final Function<R, Job> snapshot;

        Feed(Function<R, Job> snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Q> started) {
            synchronized (lock) {
                call = started;
            }
        }

        @Override
        public void onNext(R response) {
            synchronized (lock) {
                unread = snapshot.apply(response);
                lock.notifyAll();
            }
        }

        @Override
        public void onError(Throwable cause) {
            end(cause);
        }

        @Override
        public void onCompleted() {
            end(null);
        }
    }
}
