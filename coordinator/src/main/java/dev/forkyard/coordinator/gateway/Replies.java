package dev.forkyard.coordinator.gateway;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How calls are ended. Stateless. */
public final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    /** Ends a call with its one answer. */
    public static <T> void answer(StreamObserver<T> observer, T answer) {
        try {
            observer.onNext(answer);
            observer.onCompleted();
        } catch (IllegalStateException | StatusRuntimeException e) {
            LOG.debug("the caller is gone", e);
        }
    }

    /** Ends a call that has had all its answers. */
    public static void complete(StreamObserver<?> observer) {
        try {
            observer.onCompleted();
        } catch (IllegalStateException | StatusRuntimeException e) {
            LOG.debug("the caller is gone", e);
        }
    }

    /** Does what may refuse a call, and ends the call with the refusal. */
    public static void guarded(StreamObserver<?> observer, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            fail(observer, e);
        }
    }

    /** Ends a call with an error; what is not a refusal of ours is a bug and is logged. */
    public static void fail(StreamObserver<?> observer, Throwable cause) {
        Throwable unwrapped =
                cause instanceof CompletionException && cause.getCause() != null
                        ? cause.getCause()
                        : cause;
        ForkyardException known;
        if (unwrapped instanceof ForkyardException ours) {
            known = ours;
        } else {
            LOG.error("a call failed by a bug", unwrapped);
            known =
                    new JobFailedException(
                            ErrorReason.INTERNAL,
                            "internal error; the coordinator's log has the details",
                            Map.of(),
                            "");
        }
        try {
            observer.onError(StatusMapping.toStatus(known));
        } catch (IllegalStateException e) {
            LOG.debug("the caller is gone", e);
        }
    }
}
