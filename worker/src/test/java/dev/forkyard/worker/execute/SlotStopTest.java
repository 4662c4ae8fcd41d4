package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.worker.execute.AttemptOutcome.Cancelled;
import dev.forkyard.worker.execute.AttemptOutcome.Succeeded;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancel and yield of attempts that wait, run or are over. */
@Timeout(60)
class SlotStopTest {
    private static final byte[] NOTHING = new byte[0];

    @Test
    void cancelledInTheQueueEndsAtOnceWithoutStart() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (SlotFixture slot = new SlotFixture(waitFor(release))) {
            slot.assign(1);
            slot.reports.assertStarted(1);
            slot.assign(2);

            slot.slot.cancel(SlotFixture.attempt(2));

            assertThat(slot.reports.outcomeOf(2)).isInstanceOf(Cancelled.class);
            release.countDown();
            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Succeeded.class);
            slot.reports.assertNothingMore();
        }
    }

    @Test
    void cancelledWhileRunningIsReportedSoWhateverItReturns() throws Exception {
        TaskFunction stubborn =
                (input, context) -> {
                    while (!context.cancelled()) {
                        Thread.onSpinWait();
                    }
                    return all(input, context);
                };
        try (SlotFixture slot = new SlotFixture(stubborn)) {
            slot.assign(1);
            slot.reports.assertStarted(1);

            slot.slot.cancel(SlotFixture.attempt(1));

            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Cancelled.class);
        }
    }

    @Test
    void cancelledWhileRunningIsReportedSoEvenIfItThrows() throws Exception {
        TaskFunction throwing =
                (input, context) -> {
                    while (!context.cancelled()) {
                        Thread.onSpinWait();
                    }
                    throw new IllegalStateException("stopped");
                };
        try (SlotFixture slot = new SlotFixture(throwing)) {
            slot.assign(1);
            slot.reports.assertStarted(1);

            slot.slot.cancel(SlotFixture.attempt(1));

            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Cancelled.class);
        }
    }

    @Test
    void yieldedInTheQueueReturnsNothingAndIsSkipped() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (SlotFixture slot = new SlotFixture(waitFor(release))) {
            slot.assign(1);
            slot.reports.assertStarted(1);
            slot.assign(2);

            slot.slot.requestYield(SlotFixture.attempt(2));

            Succeeded outcome = (Succeeded) slot.reports.outcomeOf(2);
            assertThat(outcome.result().finishedTo()).isEqualTo(SlotFixture.PART.start());
            assertThat(outcome.result().payload()).isEmpty();
            release.countDown();
            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Succeeded.class);
            slot.reports.assertNothingMore();
        }
    }

    @Test
    void yieldIsVisibleOnlyAfterSomeProgress() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        TaskFunction function =
                (input, context) -> {
                    await(asked);
                    boolean before = context.yieldRequested();
                    context.progress(input.part().start());
                    boolean atStart = context.yieldRequested();
                    context.progress(150);
                    boolean after = context.yieldRequested();
                    byte[] seen = {bit(before), bit(atStart), bit(after)};
                    return new TaskResult(150, seen);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            slot.assign(1);
            slot.reports.assertStarted(1);

            slot.slot.requestYield(SlotFixture.attempt(1));
            asked.countDown();

            Succeeded outcome = (Succeeded) slot.reports.outcomeOf(1);
            assertThat(outcome.result().finishedTo()).isEqualTo(150);
            assertThat(outcome.result().payload()).containsExactly(0, 0, 1);
        }
    }

    @Test
    void lateOrdersAreIgnored() throws Exception {
        try (SlotFixture slot = new SlotFixture(SlotStopTest::all)) {
            slot.assign(1);
            slot.reports.assertStarted(1);
            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Succeeded.class);

            slot.slot.cancel(SlotFixture.attempt(1));
            slot.slot.requestYield(SlotFixture.attempt(1));
            slot.slot.cancel(SlotFixture.attempt(9));

            slot.reports.assertNothingMore();
        }
    }

    private static TaskResult all(TaskInput input, TaskContext context) {
        return new TaskResult(input.part().end(), NOTHING);
    }

    private static TaskFunction waitFor(CountDownLatch release) {
        return (input, context) -> {
            await(release);
            return all(input, context);
        };
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static byte bit(boolean value) {
        return value ? (byte) 1 : 0;
    }
}
