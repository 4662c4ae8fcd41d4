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
 * changes of state, and the last one always. Thread-safe: views come from the watch thread,
 * readiness from netty's.
 */
final class JobStreamer<T> implements JobWatcher {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ServerCallStreamObserver<T> call;
    private final JobBoard board;
    private final Function<JobView, T> message;
    private final long afterVersion;
    private @Nullable JobView waiting;
    private @Nullable JobState sentState;
    private long sentNanos;
    private boolean flushSoon;
    private boolean over;

    /**
     * @param afterVersion views up to this version are not sent
     */
    JobStreamer(
            ServerCallStreamObserver<T> call,
            JobBoard board,
            Function<JobView, T> message,
            long afterVersion) {
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
        long sinceNanos = System.nanoTime() - sentNanos;
        boolean sameState = sentState == view.snapshot().state();
        if (sameState && !view.ended() && sinceNanos < PAUSE.toNanos()) {
            flushLater();
            return;
        }
        waiting = null;
        sentState = view.snapshot().state();
        sentNanos = System.nanoTime();
        if (view.ended()) {
            over = true;
            Replies.answer(call, message.apply(view));
        } else {
            call.onNext(message.apply(view));
        }
    }

    private void flushLater() {
        if (!flushSoon) {
            flushSoon = true;
            board.later(PAUSE, this::flushNow);
        }
    }

    private synchronized void flushNow() {
        flushSoon = false;
        flush();
    }
}
