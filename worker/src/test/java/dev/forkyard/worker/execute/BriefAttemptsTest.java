package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BriefAttemptsTest {
    @Test
    void runsOnTheThreadThatBringsTheOrder() throws Exception {
        AtomicReference<Thread> ran = new AtomicReference<>();
        TaskFunction function =
                (input, context) -> {
                    ran.set(Thread.currentThread());
                    return all(input, context);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            assertThat(slot.executeBriefly(1)).isTrue();

            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(AttemptOutcome.Succeeded.class);
            assertThat(ran).hasValue(Thread.currentThread());
        }
    }

    @Test
    void leavesToTheSlotWhatIsNotBrief() {
        try (SlotFixture slot = new SlotFixture(BriefAttemptsTest::all)) {
            assertThat(slot.executeUnlessLong(1)).isFalse();
        }
    }

    @Test
    void waitsItsTurnBehindWhatRuns() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TaskFunction function =
                (input, context) -> {
                    running.countDown();
                    release.await(30, TimeUnit.SECONDS);
                    return all(input, context);
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            slot.assign(1);
            assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(slot.executeBriefly(2)).isFalse();
            release.countDown();
        }
    }

    @Test
    void leavesTheSlotFreeForTheNextAttempt() throws Exception {
        try (SlotFixture slot = new SlotFixture(BriefAttemptsTest::all)) {
            slot.executeBriefly(1);
            slot.assign(2);

            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(AttemptOutcome.Succeeded.class);
            slot.reports.assertStarted(2);
            assertThat(slot.reports.outcomeOf(2)).isInstanceOf(AttemptOutcome.Succeeded.class);
        }
    }

    @Test
    void anExceptionIsAnOutcome() throws Exception {
        TaskFunction function =
                (input, context) -> {
                    throw new IllegalStateException("brief, but wrong");
                };
        try (SlotFixture slot = new SlotFixture(function)) {
            assertThat(slot.executeBriefly(1)).isTrue();

            assertThat(slot.reports.outcomeOf(1)).isInstanceOf(AttemptOutcome.Threw.class);
        }
    }

    private static TaskResult all(TaskInput input, TaskContext context) {
        return new TaskResult(input.part().end(), new byte[0]);
    }
}
