package dev.forkyard.benchmarks.chaos;

import dev.forkyard.benchmarks.chaos.KnownJob.Verdict;
import dev.forkyard.client.ForkyardClient;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.proto.v1.Job;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs one job after the other to its end and judges the answers. A job is lost that does not end
 * within three minutes behind the last fault: while faults come, a job may be struck again and
 * again. Thread-safe.
 */
final class JobRunner {
    private static final Duration CALM_TIME_MAX = Duration.ofMinutes(3);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int SABOTAGED_JOB = 10;

    private final ForkyardClient client;
    private final Scoreboard board;
    private final Sabotage sabotage;
    private final long lastFaultNanos;
    private final AtomicBoolean sabotaged = new AtomicBoolean();

    /**
     * @param lastFaultNanos when the faults end, on the clock of {@link System#nanoTime()}
     */
    JobRunner(ForkyardClient client, Scoreboard board, Sabotage sabotage, long lastFaultNanos) {
        this.client = client;
        this.board = board;
        this.sabotage = sabotage;
        this.lastFaultNanos = lastFaultNanos;
    }

    /** Runs a job; returns what its answer says. */
    Verdict run(KnownJob known) {
        String id = "";
        try {
            id = submit(known);
            return judge(known, client.within(timeLeft()).waitFor(new JobId(id)));
        } catch (ForkyardException | StatusRuntimeException e) {
            System.err.printf(
                    "chaos: job %s (%s) is lost: %s%n", id, known.spec().getInputCase(), e);
            board.ended(Verdict.LOST, 0);
            return Verdict.LOST;
        }
    }

    private Duration timeLeft() {
        long striking = Math.max(0, lastFaultNanos - System.nanoTime());
        return CALM_TIME_MAX.plusNanos(striking);
    }

    /** A refusal because of a full queue promises nothing and loses nothing. */
    private String submit(KnownJob known) {
        long start = System.nanoTime();
        while (true) {
            try {
                return client.within(CALM_TIME_MAX).submit(known.spec()).getJobId();
            } catch (ForkyardException e) {
                if (e.reason() != ErrorReason.QUEUE_FULL
                        || System.nanoTime() - start > CALM_TIME_MAX.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private Verdict judge(KnownJob known, Job ended) {
        boolean doWrong =
                sabotage != Sabotage.NONE
                        && board.jobsEnded() >= SABOTAGED_JOB
                        && ended.hasResult()
                        && sabotaged.compareAndSet(false, true);
        Verdict verdict;
        if (doWrong && sabotage == Sabotage.LOST) {
            verdict = known.judge(Job.getDefaultInstance());
        } else if (doWrong && sabotage == Sabotage.WRONG) {
            verdict = known.judge(KnownJob.falsified(ended));
        } else {
            verdict = known.judge(ended);
        }
        if (verdict != Verdict.EXACT) {
            System.err.printf(
                    "chaos: job %s is %s: ended as %s with %s, expected %s; %s%n",
                    ended.getJobId(),
                    verdict,
                    ended.getState(),
                    oneLine(ended.getResult()),
                    oneLine(known.answer()),
                    oneLine(ended.getError().getMessage()));
        }
        var time = ended.getProgress().getWorkerTime();
        board.ended(verdict, TimeUnit.SECONDS.toNanos(time.getSeconds()) + time.getNanos());
        return verdict;
    }

    private static String oneLine(Object message) {
        return message.toString().replaceAll("\\s+", " ").strip();
    }
}
