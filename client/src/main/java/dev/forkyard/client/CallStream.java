package dev.forkyard.client;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * The messages of a streaming call, one by one. Made for one reader; {@link #close} may be called
 * by anybody. The coordinator sends only as fast as this is read.
 *
 * @param <T> a message
 */
public final class CallStream<T> implements AutoCloseable {
    private final Context.CancellableContext call = Context.current().withCancellation();
    private final Iterator<T> messages;

    private CallStream(Supplier<Iterator<T>> start) {
        Context before = call.attach();
        try {
            messages = start.get();
        } finally {
            call.detach(before);
        }
    }

    static <T> CallStream<T> open(Supplier<Iterator<T>> start) {
        return new CallStream<>(start);
    }

    /**
     * Waits for the next message, if there will be one.
     *
     * @throws ForkyardException if the coordinator refused or ended the call, with its reason
     * @throws StatusRuntimeException if there was no answer of a coordinator; CANCELLED when closed
     */
    public boolean hasNext() {
        try {
            return messages.hasNext();
        } catch (StatusRuntimeException e) {
            throw StatusMapping.fromStatus(e).<RuntimeException>map(ours -> ours).orElse(e);
        }
    }

    /** The next message; only after {@link #hasNext} said that there is one. */
    public T next() {
        return messages.next();
    }

    /** Ends the call; of no effect when it has ended. */
    @Override
    public void close() {
        call.cancel(null);
    }
}
