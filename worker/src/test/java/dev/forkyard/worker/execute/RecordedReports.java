package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.JobTypeId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a slot reports, in order. Thread-safe. */
final class RecordedReports implements AttemptReports {
    private static final long DEADLINE_SECONDS = 30;

    private final BlockingQueue<Object> reports = new LinkedBlockingQueue<>();

    record Started(long task) {}

    record WarmedUp(JobTypeId type, long cpuNanos) {}

    record Progressed(long task, long finishedTo) {}

    record Ended(long task, AttemptOutcome outcome, TimeSpent spent) {}

    @Override
    public void started(AttemptId attempt) {
        reports.add(new Started(attempt.task().number()));
    }

    @Override
    public void progressed(AttemptId attempt, long finishedTo) {
        reports.add(new Progressed(attempt.task().number(), finishedTo));
    }

    @Override
    public void ended(AttemptId attempt, AttemptOutcome outcome, TimeSpent spent) {
        reports.add(new Ended(attempt.task().number(), outcome, spent));
    }

    @Override
    public void warmedUp(JobTypeId type, long cpuNanos) {
        reports.add(new WarmedUp(type, cpuNanos));
    }

    long warmedUpNanos() throws InterruptedException {
        return next(WarmedUp.class).cpuNanos();
    }

    void assertStarted(long task) throws InterruptedException {
        assertThat(next(Started.class).task()).isEqualTo(task);
    }

    void assertProgressed(long task, long finishedTo) throws InterruptedException {
        assertThat(next(Progressed.class)).isEqualTo(new Progressed(task, finishedTo));
    }

    /** The outcome of the attempt, whose end must be the next report. */
    AttemptOutcome outcomeOf(long task) throws InterruptedException {
        Ended ended = next(Ended.class);
        assertThat(ended.task()).isEqualTo(task);
        return ended.outcome();
    }

    void assertNothingMore() {
        assertThat(reports).isEmpty();
    }

    private <T> T next(Class<T> kind) throws InterruptedException {
        Object report = reports.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(report).isInstanceOf(kind);
        return kind.cast(report);
    }

    @Override
    public void flush() {}

    @Override
    public void flushSoon() {}
}
