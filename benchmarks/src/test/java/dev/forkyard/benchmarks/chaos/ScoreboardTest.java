package dev.forkyard.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.benchmarks.chaos.KnownJob.Verdict;
import dev.forkyard.proto.v1.ChaosItemsResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobState;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
    private final Scoreboard board = new Scoreboard();

    @Test
    void exactJobsUnderFaultsOnBusyWorkersPass() {
        endJobs(100);
        board.fault(true);
        board.fault(false);
        board.capacity(1000);

        assertThat(board.exitCode()).isZero();
        assertThat(board.line())
                .isEqualTo(
                        "faults 2, on busy workers 1, jobs ended 100, useful worker time 50%,"
                                + " lost 0, wrong 0, duplicated 0, orphans 0");
    }

    @Test
    void tooFewJobsOrFaultsOnIdleWorkersAreVoid() {
        endJobs(99);
        assertThat(board.exitCode()).isEqualTo(2);

        endJobs(1);
        board.fault(false);
        assertThat(board.exitCode()).isEqualTo(2);
    }

    @Test
    void anyLossFailsHoweverFewTheJobs() {
        for (Verdict verdict : Verdict.values()) {
            Scoreboard one = new Scoreboard();
            one.ended(verdict, 0);
            assertThat(one.exitCode()).isEqualTo(verdict == Verdict.EXACT ? 2 : 1);
        }
        endJobs(100);
        board.orphans(1);
        assertThat(board.exitCode()).isEqualTo(1);
    }

    @Test
    void answersAreJudgedByCountThenSum() {
        JobMix mix = new JobMix(1);
        KnownJob known = mix.outOfMemory();
        ChaosItemsResponse answer = known.answer().getChaosItems();

        assertThat(known.judge(partial(answer))).isEqualTo(Verdict.EXACT);
        assertThat(known.judge(partial(answer.toBuilder().setCount(6).build())))
                .isEqualTo(Verdict.LOST);
        assertThat(known.judge(partial(answer.toBuilder().setCount(8).build())))
                .isEqualTo(Verdict.DUPLICATED);
        assertThat(known.judge(KnownJob.falsified(partial(answer)))).isEqualTo(Verdict.WRONG);
        assertThat(known.judge(Job.getDefaultInstance())).isEqualTo(Verdict.LOST);
    }

    @Test
    void mixIsTheSameForTheSameSeed() {
        JobMix one = new JobMix(7);
        JobMix other = new JobMix(7);

        for (int i = 0; i < 1000; i++) {
            KnownJob job = one.next();
            assertThat(other.next()).isEqualTo(job);
            Job ended =
                    Job.newBuilder()
                            .setState(
                                    job.whole()
                                            ? JobState.JOB_STATE_SUCCEEDED
                                            : JobState.JOB_STATE_PARTIALLY_SUCCEEDED)
                            .setResult(job.answer())
                            .build();
            assertThat(job.judge(ended)).isEqualTo(Verdict.EXACT);
            assertThat(job.judge(KnownJob.falsified(ended))).isEqualTo(Verdict.WRONG);
        }
    }

    private void endJobs(int count) {
        for (int i = 0; i < count; i++) {
            board.ended(Verdict.EXACT, 5);
        }
    }

    private static Job partial(ChaosItemsResponse answer) {
        return Job.newBuilder()
                .setState(JobState.JOB_STATE_PARTIALLY_SUCCEEDED)
                .setResult(JobResult.newBuilder().setChaosItems(answer))
                .build();
    }
}
