package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.worker.execute.AttemptOutcome.Succeeded;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Warm-ups beside attempts and drains. */
@Timeout(60)
class SlotWarmUpTest {
    private static final long EVER = Long.MAX_VALUE;

    @Test
    void partsOfAllInputsAreExecutedRoundAndRound() throws Exception {
        BlockingQueue<List<Integer>> seen = new LinkedBlockingQueue<>();
        TaskFunction function =
                (input, context) -> {
                    seen.add(List.of(input.stage(), (int) input.part().end()));
                    return all(input);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            slot.slot.warmUp(new WarmUpOrder(SlotFixture.TYPE, EVER));

            for (int round = 0; round < 3; round++) {
                assertThat(next(seen)).containsExactly(0, 1);
                assertThat(next(seen)).containsExactly(0, 2);
                assertThat(next(seen)).containsExactly(1, 3);
            }
            slot.slot.stopWarmUp();
            assertThat(slot.reports.warmedUpNanos()).isPositive();
        }
    }

    @Test
    void warmUpEndsWhenItsTimeIsSpent() throws Exception {
        try (SlotFixture slot = new SlotFixture((input, context) -> all(input))) {
            slot.slot.warmUp(new WarmUpOrder(SlotFixture.TYPE, 1));

            assertThat(slot.reports.warmedUpNanos()).isPositive();
        }
    }

    @Test
    void attemptEndsAWarmUpAndDoesNotWaitForIt() throws Exception {
        CountDownLatch warming = new CountDownLatch(1);
        CountDownLatch attemptEnded = new CountDownLatch(1);
        TaskFunction function =
                (input, context) -> {
                    if (!input.part().equals(SlotFixture.PART)) {
                        warming.countDown();
                        assertThat(attemptEnded.await(30, TimeUnit.SECONDS)).isTrue();
                        assertThat(context.shouldStop()).isTrue();
                    }
                    return all(input);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            slot.slot.warmUp(new WarmUpOrder(SlotFixture.TYPE, EVER));
            assertThat(warming.await(30, TimeUnit.SECONDS)).isTrue();

            slot.assign(1);

            slot.reports.assertStarted(1);
            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Succeeded.class);
            attemptEnded.countDown();
            assertThat(slot.reports.warmedUpNanos()).isBetween(0L, EVER - 1);
        }
    }

    @Test
    void warmUpBehindAnAttemptIsAnsweredWithoutAnyWork() throws Exception {
        try (SlotFixture slot =
                new SlotFixture((Supplier<TaskFunction>) () -> (input, context) -> all(input))) {
            slot.assign(1);
            slot.slot.warmUp(new WarmUpOrder(SlotFixture.TYPE, EVER));
            assertThat(slot.reports.warmedUpNanos()).isZero();

            slot.start();
            slot.reports.assertStarted(1);
            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Succeeded.class);
        }
    }

    @Test
    void briefAttemptBesideAWarmUpEndsIt() throws Exception {
        CountDownLatch warming = new CountDownLatch(1);
        TaskFunction function =
                (input, context) -> {
                    while (!context.shouldStop()) {
                        warming.countDown();
                        Thread.onSpinWait();
                    }
                    return all(input);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            slot.slot.warmUp(new WarmUpOrder(SlotFixture.TYPE, EVER));
            assertThat(warming.await(30, TimeUnit.SECONDS)).isTrue();
            AttemptOrder brief =
                    new AttemptOrder(
                            SlotFixture.attempt(1),
                            SlotFixture.TYPE,
                            new TaskInput(0, new byte[0], SlotFixture.PART));

            assertThat(slot.slot.takeIdle(brief)).isPresent();

            assertThat(slot.reports.warmedUpNanos()).isPositive();
            slot.slot.warmUp(new WarmUpOrder(SlotFixture.TYPE, 1));
            slot.slot.free();
            assertThat(slot.reports.warmedUpNanos()).isZero();
        }
    }

    @Test
    void drainEndsAWarmUp() throws Exception {
        CountDownLatch warming = new CountDownLatch(1);
        try (SlotFixture slot =
                new SlotFixture(
                        (input, context) -> {
                            warming.countDown();
                            return all(input);
                        })) {
            slot.slot.warmUp(new WarmUpOrder(SlotFixture.TYPE, EVER));
            assertThat(warming.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void warmUpThatCannotBeDoneSpendsAllItsTimeAndHarmsNobody() throws Exception {
        TaskFunction function =
                (input, context) -> {
                    if (!input.part().equals(SlotFixture.PART)) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("cold");
                    }
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return all(input);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            slot.slot.warmUp(new WarmUpOrder(SlotFixture.TYPE, EVER));
            assertThat(slot.reports.warmedUpNanos()).isEqualTo(EVER);
            slot.slot.warmUp(new WarmUpOrder(new JobTypeId("nowhere", 3), 5));
            assertThat(slot.reports.warmedUpNanos()).isEqualTo(5);

            slot.assign(1);

            slot.reports.assertStarted(1);
            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Succeeded.class);
        }
    }

    private static TaskResult all(TaskInput input) {
        return new TaskResult(input.part().end(), new byte[0]);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
