package dev.forkyard.coordinator.gateway;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.schedule.JobState;
import dev.forkyard.coordinator.stream.ResultReader;
import dev.forkyard.coordinator.stream.ResultStream;
import dev.forkyard.coordinator.stream.StreamedResult;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.coordinator.watch.JobWatcher;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call that reads its job's results. Confined to the stream thread: what netty's and the watch
 * thread tell is carried there.
 */
final class StreamedCall<T> implements ResultReader, JobWatcher {
    /**
     * A call is ready while less than this waits for its socket: with gRPC's 32 KiB each message of
     * the usual size would cost two changes of threads.
     */
    private static final int READY_BYTES_MAX = 1 << 20;

    private final ServerCallStreamObserver<T> call;
    private final ResultChunks<T> chunks;
    private final ResultStream results;
    private final Consumer<JobId> cancelJob;
    private Iterator<T> unsent = Collections.emptyIterator();
    private @Nullable JobId job;
    private boolean succeeded;
    private boolean over;

    /**
     * Takes over the call's handlers.
     *
     * @param open makes the stream that this reads
     */
    @SuppressWarnings("this-escape") // The stream reads only when something arrives.
    StreamedCall(
            ServerCallStreamObserver<T> call,
            ResultChunks<T> chunks,
            Function<ResultReader, ResultStream> open,
            Consumer<JobId> cancelJob) {
        this.call = call;
        this.chunks = chunks;
        this.cancelJob = cancelJob;
        this.results = open.apply(this);
        call.setOnReadyThreshold(READY_BYTES_MAX);
        call.setOnReadyHandler(results::wake);
        call.setOnCancelHandler(() -> results.run(this::leave));
    }

    ResultStream results() {
        return results;
    }

    /** The job is under way. Thread-safe. */
    void started(JobId id) {
        results.run(
                () -> {
                    job = id;
                    if (over || call.isCancelled()) {
                        leave();
                    }
                });
    }

    /** The job was not taken. Thread-safe. */
    void refused(Throwable why) {
        results.run(() -> fail(why));
    }

    @Override
    public void changed(JobView view) {
        // One that is being stopped has failed, though it ends only when its reader has left.
        if (view.ended() || view.failure().isPresent()) {
            results.run(() -> ended(view));
        }
    }

    @Override
    public void left(ForkyardException why) {
        results.run(() -> fail(why));
    }

    @Override
    public void read(ResultStream stream) {
        try {
            boolean more = true;
            while (more && !over) {
                more = unsent.hasNext() ? sendNext() : goOn();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private boolean sendNext() {
        boolean ready = call.isReady();
        if (ready) {
            call.onNext(unsent.next());
        }
        return ready;
    }

    /** Takes the next result, if there is one and the caller can take it. */
    private boolean goOn() {
        if (succeeded || chunks.isEnough()) {
            Replies.complete(call);
            leave();
            return false;
        }
        Optional<StreamedResult> next = call.isReady() ? results.poll() : Optional.empty();
        next.ifPresent(result -> unsent = chunks.of(result));
        return next.isPresent();
    }

    private void ended(JobView view) {
        if (view.snapshot().state() == JobState.SUCCEEDED) {
            succeeded = true;
            results.wake();
        } else {
            Failure failure =
                    view.failure()
                            .orElse(Failure.of(ErrorReason.INTERNAL, "the job has no answer"));
            fail(failure.toException());
        }
    }

    private void fail(Throwable why) {
        if (!over) {
            Replies.fail(call, why);
            leave();
        }
    }

    /** Nothing more is sent, and nobody wants the rest. */
    private void leave() {
        over = true;
        unsent = Collections.emptyIterator();
        results.close();
        if (job != null && !succeeded) {
            cancelJob.accept(job);
        }
    }
}
