package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.worker.execute.AttemptOutcome.Cancelled;
import dev.forkyard.worker.execute.AttemptOutcome.Succeeded;
import dev.forkyard.worker.execute.AttemptOutcome.Threw;
import org.junit.jupiter.api.Test;

class RunningAttemptTest {
    private static final byte[] NOTHING = new byte[0];

    private final RunningAttempt attempt = attempt(new UnsignedRange(100, 200));

    @Test
    void resultForTheWholePartOrAPrefixSucceeds() {
        assertThat(attempt.returned(new TaskResult(200, NOTHING))).isInstanceOf(Succeeded.class);
        assertThat(attempt.returned(new TaskResult(101, NOTHING))).isInstanceOf(Succeeded.class);
    }

    @Test
    void partsAreUnsigned() {
        RunningAttempt high = attempt(new UnsignedRange(Long.MAX_VALUE, -1));

        high.progress(Long.MIN_VALUE);

        assertThat(high.returned(new TaskResult(-1, NOTHING))).isInstanceOf(Succeeded.class);
    }

    @Test
    void resultOutsideThePartIsThrown() {
        assertThat(message(attempt.returned(new TaskResult(201, NOTHING))))
                .isEqualTo("task function returned finishedTo 201, outside its part 100..200");
        assertThat(message(attempt.returned(new TaskResult(99, NOTHING)))).contains("outside");
    }

    @Test
    void resultBelowReportedProgressIsThrown() {
        attempt.progress(150);

        assertThat(message(attempt.returned(new TaskResult(149, NOTHING))))
                .contains("149, below its own progress to 150");
    }

    @Test
    void resultForNothingIsThrownUnlessItWasAskedToStop() {
        TaskResult nothing = new TaskResult(100, NOTHING);

        assertThat(message(attempt.returned(nothing))).contains("was not asked to stop");
        attempt.requestYield();
        assertThat(attempt.returned(nothing)).isInstanceOf(Succeeded.class);
        assertThat(message(attempt.returned(new TaskResult(100, new byte[1]))))
                .contains("but a payload");
    }

    @Test
    @SuppressWarnings("NullAway") // What user code does against its contract.
    void nullIsThrown() {
        assertThat(message(attempt.returned(null))).isEqualTo("task function returned null");
    }

    @Test
    void cancelledWinsOverEveryResult() {
        attempt.cancel();

        assertThat(attempt.returned(new TaskResult(999, NOTHING))).isInstanceOf(Cancelled.class);
        assertThat(attempt.threw(new StackOverflowError())).isInstanceOf(Cancelled.class);
    }

    @Test
    void progressOutsideThePartOrBackwardsIsRefused() {
        attempt.progress(150);

        assertThatIllegalArgumentException().isThrownBy(() -> attempt.progress(149));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attempt.progress(201))
                .withMessage("progress to 201, must be between 150 and the end of part 100..200");
    }

    private static RunningAttempt attempt(UnsignedRange part) {
        return new RunningAttempt(
                new AttemptOrder(
                        SlotFixture.attempt(1), SlotFixture.TYPE, new TaskInput(0, NOTHING, part)),
                new RecordedReports());
    }

    private static String message(AttemptOutcome outcome) {
        return ((Threw) outcome).message();
    }
}
