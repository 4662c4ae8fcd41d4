package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.worker.execute.AttemptOutcome.Succeeded;
import dev.forkyard.worker.execute.AttemptOutcome.Threw;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotTest {
    private static final byte[] NOTHING = new byte[0];

    @Test
    void executesInOrderOfAssignment() throws Exception {
        try (SlotFixture slot = new SlotFixture(SlotTest::all)) {
            for (int task = 1; task <= 5; task++) {
                slot.assign(task);
            }

            for (int task = 1; task <= 5; task++) {
                slot.reports.assertStarted(task);
                assertThat(slot.reports.outcomeOf(task)).isInstanceOf(Succeeded.class);
            }
        }
    }

    @Test
    void holdsSixteenWaitingAttemptsAndNoMore() {
        try (SlotFixture slot = new SlotFixture((Supplier<TaskFunction>) () -> SlotTest::all)) {
            for (int task = 1; task <= Slot.QUEUE_MAX; task++) {
                assertThat(slot.assign(task)).isTrue();
            }

            assertThat(slot.assign(Slot.QUEUE_MAX + 1)).isFalse();
            slot.start();
        }
    }

    @Test
    void makesOneFunctionForAllAttemptsOfItsType() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Supplier<TaskFunction> functions =
                () -> {
                    made.incrementAndGet();
                    return SlotTest::all;
                };
        try (SlotFixture slot = new SlotFixture(functions)) {
            slot.assign(1);
            slot.assign(2);
            slot.start();
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void reportsProgressOnlyWhenItChanged() throws Exception {
        CountDownLatch progressed = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskFunction function =
                (input, context) -> {
                    context.progress(130);
                    progressed.countDown();
                    await(release);
                    return all(input, context);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            slot.assign(1);
            slot.reports.assertStarted(1);
            await(progressed);

            slot.slot.reportProgress();
            slot.slot.reportProgress();
            release.countDown();

            slot.reports.assertProgressed(1, 130);
            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Succeeded.class);
            slot.slot.reportProgress();
            slot.reports.assertNothingMore();
        }
    }

    @Test
    void unknownTypeIsReportedAsThrown() throws Exception {
        try (SlotFixture slot = new SlotFixture(SlotTest::all)) {
            slot.assign(1, new JobTypeId("nowhere", 3));

            slot.reports.assertStarted(1);
            Threw outcome = (Threw) slot.reports.outcomeOf(1);
            assertThat(outcome.message()).contains("nowhere/3").contains("by.hand/1");
        }
    }

    @Test
    void tooLargePayloadIsThrown() throws Exception {
        TaskFunction greedy =
                (input, context) ->
                        new TaskResult(
                                input.part().end(), new byte[TaskResult.PAYLOAD_BYTES_MAX + 1]);
        try (SlotFixture slot = new SlotFixture(greedy)) {
            slot.assign(1);

            slot.reports.assertStarted(1);
            Threw outcome = (Threw) slot.reports.outcomeOf(1);
            assertThat(outcome.message())
                    .isEqualTo("task result has 1048577 bytes, at most 1048576");
        }
    }

    @Test
    void interruptOfOneAttemptDoesNotReachTheNext() throws Exception {
        TaskFunction function =
                (input, context) -> {
                    byte[] seen = {bit(Thread.currentThread().isInterrupted())};
                    Thread.currentThread().interrupt();
                    return new TaskResult(input.part().end(), seen);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            slot.assign(1);
            slot.assign(2);

            slot.reports.assertStarted(1);
            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(Succeeded.class);
            slot.reports.assertStarted(2);
            Succeeded second = (Succeeded) slot.reports.outcomeOf(2);
            assertThat(second.result().payload()).containsExactly(0);
        }
    }

    private static TaskResult all(TaskInput input, TaskContext context) {
        return new TaskResult(input.part().end(), NOTHING);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static byte bit(boolean value) {
        return value ? (byte) 1 : 0;
    }
}
