package dev.forkyard.coordinator.gateway;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.coordinator.admission.Admission;
import dev.forkyard.coordinator.admission.JobWish;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.coordinator.watch.JobWatcher;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose caller waits: each is an ephemeral job, and the caller's deadline or cancellation
 * cancels it. Thread-safe.
 */
public final class SynchronousCalls {
    private final Admission admission;

    /** Makes the calls. */
    public SynchronousCalls(Admission admission) {
        this.admission = admission;
    }

    /**
     * Runs a job and ends the call with its answer.
     *
     * @param wish validates the request; what it throws is the call's error
     * @param reply makes the response from the job's answer; called on the watch thread or, for a
     *     short call, on the loop, so it must not take longer than its answer is long
     */
    public <T> void answer(
            StreamObserver<T> observer, Supplier<JobWish> wish, Function<byte[], T> reply) {
        start(
                observer,
                wish,
                new JobWatcher() {
                    @Override
                    public boolean isLight() {
                        return true;
                    }

                    @Override
                    public void changed(JobView view) {
                        if (view.ended()) {
                            end(observer, view, reply);
                        }
                    }

                    @Override
                    public void left(ForkyardException why) {
                        Replies.fail(observer, why);
                    }
                });
    }

    /**
     * Runs a job and tells a watcher of all its changes; the watcher ends the call.
     *
     * @param wish validates the request; what it throws is the call's error
     */
    public void start(StreamObserver<?> observer, Supplier<JobWish> wish, JobWatcher watcher) {
        AtomicReference<@Nullable JobId> started = new AtomicReference<>(null);
        if (observer instanceof ServerCallStreamObserver<?> call) {
            call.setOnCancelHandler(() -> cancel(started.get()));
        }
        try {
            Admission.Admitted job = admission.submit(withinCall(wish.get()), Optional.of(watcher));
            started.set(job.id());
            job.admitted()
                    .whenComplete(
                            (view, refused) -> {
                                if (refused != null) {
                                    Replies.fail(observer, refused);
                                }
                            });
            if (observer instanceof ServerCallStreamObserver<?> call && call.isCancelled()) {
                admission.cancel(job.id());
            }
        } catch (RuntimeException e) {
            Replies.fail(observer, e);
        }
    }

    /** The caller's deadline holds for the job, too: the core then needs no word of the caller. */
    static JobWish withinCall(JobWish wish) {
        Deadline deadline = Context.current().getDeadline();
        if (deadline == null) {
            return wish;
        }
        long left = Math.max(1, deadline.timeRemaining(TimeUnit.NANOSECONDS));
        return left > ExecutionPolicy.NANOS_MAX ? wish : wish.within(left);
    }

    private void cancel(@Nullable JobId job) {
        if (job != null) {
            admission.cancel(job);
        }
    }

    private static <T> void end(
            StreamObserver<T> observer, JobView view, Function<byte[], T> reply) {
        Optional<byte[]> result = view.result();
        if (result.isPresent()) {
            Replies.answer(observer, reply.apply(result.get()));
            return;
        }
        Failure failure =
                view.failure().orElse(Failure.of(ErrorReason.INTERNAL, "the job has no answer"));
        Replies.fail(observer, failure.toException());
    }
}
