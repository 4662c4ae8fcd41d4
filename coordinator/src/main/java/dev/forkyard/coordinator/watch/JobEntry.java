package dev.forkyard.coordinator.watch;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.coordinator.admission.Submission;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** One job on the board. Thread-safe. */
final class JobEntry {
    /** The answer to a short question is short, too, and made in microseconds. */
    private static final int LIGHT_INPUT_BYTES_MAX = 1024;

    final Submission submission;
    final CompletableFuture<JobView> admitted = new CompletableFuture<>();
    final List<JobWatcher> watchers = new CopyOnWriteArrayList<>();

    /** Whether the watch thread is already going to tell the watchers. */
    final AtomicBoolean tellingSoon = new AtomicBoolean();

    final StageWork work;

    volatile JobView view;

    /** Whether its only watcher is told on the loop: that of a short call. */
    private volatile boolean light;

    JobEntry(JobView first) {
        this.submission = first.submission();
        this.work = first.work();
        this.view = first;
    }

    /** Watches from the first change on. */
    void watchFirst(JobWatcher watcher) {
        light =
                watcher.isLight()
                        && submission.ephemeral()
                        && submission.input().length <= LIGHT_INPUT_BYTES_MAX;
        watchers.add(watcher);
    }

    boolean isLight() {
        return light && watchers.size() == 1;
    }

    void tell() {
        tellingSoon.set(false);
        JobView newest = view;
        for (JobWatcher watcher : watchers) {
            watcher.changed(newest);
        }
        if (newest.ended()) {
            // Nothing more will come: an ended job is remembered for hours, its callers are not.
            watchers.clear();
        }
    }

    /** Tells those who wait for a job that will not end here. */
    void leave(ForkyardException why) {
        admitted.completeExceptionally(why);
        if (!view.ended()) {
            watchers.forEach(watcher -> watcher.left(why));
            watchers.clear();
        }
    }

    /** What it keeps in memory beyond its own fields, in bytes. */
    long payloadBytes() {
        return (long) submission.input().length
                + view.result().map(bytes -> bytes.length).orElse(0);
    }
}
