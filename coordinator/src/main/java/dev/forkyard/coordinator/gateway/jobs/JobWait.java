package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.coordinator.gateway.Replies;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.coordinator.watch.JobWatcher;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** One answer to one caller: the job at its end, or as it stands after a while. Thread-safe. */
final class JobWait<T> implements JobWatcher {
    private final StreamObserver<T> observer;
    private final Function<JobView, T> message;
    private final AtomicBoolean answered = new AtomicBoolean();

    JobWait(StreamObserver<T> observer, Function<JobView, T> message) {
        this.observer = observer;
        this.message = message;
    }

    @Override
    public void changed(JobView view) {
        if (view.ended()) {
            answer(view);
        }
    }

    @Override
    public void left(ForkyardException why) {
        fail(why);
    }

    /** Ends the call with the job as it stands, unless it has ended. */
    void answer(JobView view) {
        if (answered.compareAndSet(false, true)) {
            Replies.answer(observer, message.apply(view));
        }
    }

    /** Ends the call with an error, unless it has ended. */
    void fail(Throwable why) {
        if (answered.compareAndSet(false, true)) {
            Replies.fail(observer, why);
        }
    }
}
