package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.coordinator.gateway.Replies;
import dev.forkyard.coordinator.schedule.JobState;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.coordinator.watch.JobWatcher;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends the newest view of a job whenever the caller can take one: at most one every 50 ms but for
 * changes of state, and the last one always and at once. Thread-safe: views come from the watch
 * thread, readiness from netty's.
 */
final class JobStreamer<T> implements JobWatcher {
    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * For calls that run a job: one that ends sooner is told of once, since a message costs more.
     */
    static final Duration SHORT_JOB = Duration.ofMillis(10);

    private final ServerCallStreamObserver<T> call;
    private final JobBoard board;
    private final Function<JobView, T> message;
    private final long afterVersion;
    private final Duration statePause;
    private @Nullable JobView waiting;
    private @Nullable JobState sentState;
    private long sentNanos = System.nanoTime();
    private boolean flushSoon;
    private boolean over;

    /**
     * @param afterVersion views up to this version are not sent
     * @param statePause how long a change of state may be kept back, to be merged with the next
     */
    JobStreamer(
            ServerCallStreamObserver<T> call,
            JobBoard board,
            Function<JobView, T> message,
            long afterVersion,
            Duration statePause) {
        this.statePause = statePause;
        this.call = call;
        this.board = board;
        this.message = message;
        this.afterVersion = afterVersion;
    }

    @Override
    public synchronized void changed(JobView view) {
        boolean newer =
                waiting == null || view.snapshot().version() >= waiting.snapshot().version();
        if (newer && (view.snapshot().version() > afterVersion || view.ended())) {
            waiting = view;
        }
        flush();
    }

    @Override
    public synchronized void left(ForkyardException why) {
        if (!over) {
            over = true;
            Replies.fail(call, why);
        }
    }

    /** The caller can take more. */
    synchronized void ready() {
        flush();
    }

    private void flush() {
        JobView view = waiting;
        if (view == null || over || !call.isReady()) {
            return;
        }
        long now = System.nanoTime();
        Duration pause = sentState == view.snapshot().state() ? PAUSE : statePause;
        if (!view.ended() && now - sentNanos < pause.toNanos()) {
            flushLater(pause);
            return;
        }
        waiting = null;
        sentState = view.snapshot().state();
        sentNanos = now;
        if (view.ended()) {
            over = true;
            Replies.answer(call, message.apply(view));
        } else {
            call.onNext(message.apply(view));
        }
    }

    private void flushLater(Duration pause) {
        if (!flushSoon) {
            flushSoon = true;
            board.later(pause, this::flushNow);
        }
    }

    private synchronized void flushNow() {
        flushSoon = false;
        flush();
    }
}
