package dev.forkyard.client;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The responses of one streaming call, in order, each of them. Thread-safe; made for one reader and
 * any number of cancellers.
 *
 * <p>At most {@value #AHEAD} responses wait here: a reader who stops reading stops the sender, and
 * with it the work behind the call.
 *
 * @param <R> the responses
 */
public final class ResponseStream<R> implements AutoCloseable {
    private static final int AHEAD = 4;
    private static final Status CLOSED = Status.CANCELLED.withDescription("closed by the caller");

    private final Object lock = new Object();
    private final Consumer<R> discard;
    private final Deque<R> unread = new ArrayDeque<>(AHEAD);
    private boolean over;
    private boolean closed;
    private @Nullable Throwable failure;
    private @Nullable ClientCallStreamObserver<?> call;

    private ResponseStream(Consumer<R> discard) {
        this.discard = discard;
    }

    static <Q, R> ResponseStream<R> open(Consumer<StreamObserver<R>> start) {
        return ResponseStream.<Q, R>open(start, unread -> {});
    }

    /**
     * Starts a call.
     *
     * @param discard takes what nobody will read; on any thread, must not block
     */
    static <Q, R> ResponseStream<R> open(Consumer<StreamObserver<R>> start, Consumer<R> discard) {
        ResponseStream<R> stream = new ResponseStream<>(discard);
        start.accept(stream.new Feed<Q>());
        return stream;
    }

    /**
     * Waits for the next response; empty at the end.
     *
     * @throws ForkyardException if the coordinator refused or ended the call, with its reason
     * @throws StatusRuntimeException if there was no answer of a coordinator; CANCELLED when closed
     */
    public Optional<R> next() {
        synchronized (lock) {
            try {
                while (unread.isEmpty() && !over) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Status.CANCELLED.withCause(e).asRuntimeException();
            }
            R next = unread.poll();
            if (next == null && failure != null) {
                throw translated(failure);
            }
            if (next != null && call != null && !over) {
                call.request(1);
            }
            return Optional.ofNullable(next);
        }
    }

    /**
     * Ends the call, unless it has ended and was read to its end. The reader then gets CANCELLED.
     */
    @Override
    public void close() {
        ClientCallStreamObserver<?> started;
        synchronized (lock) {
            started = over ? null : call;
            closed = true;
            if (over && !unread.isEmpty()) {
                failure = CLOSED.asRuntimeException();
            }
            unread.forEach(discard);
            unread.clear();
        }
        if (started != null) {
            started.cancel(CLOSED.getDescription(), null);
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
    private final class Feed<Q> implements ClientResponseObserver<Q, R> {
        @Override
        public void beforeStart(ClientCallStreamObserver<Q> started) {
            started.disableAutoRequestWithInitial(AHEAD);
            synchronized (lock) {
                call = started;
            }
        }

        @Override
        public void onNext(R response) {
            synchronized (lock) {
                if (closed) {
                    discard.accept(response);
                } else {
                    unread.add(response);
                    lock.notifyAll();
                }
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
