package dev.forkyard.client;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.proto.v1.TailLogsResponse;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * What a worker prints, stretch by stretch. Made for one reader; {@link #close} may be called by
 * anybody. The coordinator sends only as fast as this is read.
 */
public final class WorkerLog implements AutoCloseable {
    private final Context.CancellableContext call = Context.current().withCancellation();
    private final Iterator<TailLogsResponse> stretches;

    private WorkerLog(Supplier<Iterator<TailLogsResponse>> start) {
        Context before = call.attach();
        try {
            stretches = start.get();
        } finally {
            call.detach(before);
        }
    }

    static WorkerLog open(Supplier<Iterator<TailLogsResponse>> start) {
        return new WorkerLog(start);
    }

    /**
     * Waits for the next stretch, if there will be one.
     *
     * @throws ForkyardException if the coordinator refused or ended the call, with its reason
     * @throws StatusRuntimeException if there was no answer of a coordinator; CANCELLED when closed
     */
    public boolean hasNext() {
        try {
            return stretches.hasNext();
        } catch (StatusRuntimeException e) {
            throw StatusMapping.fromStatus(e).<RuntimeException>map(ours -> ours).orElse(e);
        }
    }

    /** The next stretch; only after {@link #hasNext} said that there is one. */
    public TailLogsResponse next() {
        return stretches.next();
    }

    /** Ends the call; of no effect when it has ended. */
    @Override
    public void close() {
        call.cancel(null);
    }
}
