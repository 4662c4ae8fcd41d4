package dev.forkyard.jobs.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeContract;
import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeded, since a captcha is another one each time it is made. */
class CaptchaJobContractTest extends JobTypeContract {
    @Override
    protected JobType newType() {
        return new CaptchaJob(() -> SeededRandomness.of(7));
    }

    @Override
    protected List<byte[]> smallInputs() {
        return List.of(
                new CaptchaInput(ImageRecipe.DEFAULT, 40).encode(),
                new CaptchaInput(AudioRecipe.DEFAULT, 4).encode(),
                new CaptchaInput(new WorkRecipe(2, 1, 9), 30).encode());
    }

    @Override
    protected byte[] largestInput() {
        return new CaptchaInput(ImageRecipe.DEFAULT, CaptchaInput.COUNT_MAX).encode();
    }

    @Override
    protected byte[] stoppableInput() {
        return new CaptchaInput(ImageRecipe.DEFAULT, 60).encode();
    }

    @Override
    protected byte[] brokenInput() {
        return new byte[] {1, 1, 0, 0, 0, 5, 1};
    }

    @Test
    void partThatIsTooWideForOneResultReturnsItsBeginning() throws Exception {
        byte[] input = new CaptchaInput(AudioRecipe.DEFAULT, 1000).encode();
        UnsignedRange part = new UnsignedRange(100, 200);

        TaskResult result =
                newType()
                        .newTaskFunction()
                        .execute(new TaskInput(0, input, part), ScriptedTaskContext.undisturbed());

        assertThat(result.finishedTo()).isBetween(103L, 150L);
        assertThat(CaptchaBatch.decode(result.payload()).captchas())
                .hasSize((int) result.finishedTo() - 100);
    }

    @Test
    void secureTypeNeverRepeatsItself() throws Exception {
        byte[] input = new CaptchaInput(ImageRecipe.DEFAULT, 50).encode();
        TaskInput task = new TaskInput(0, input, new UnsignedRange(0, 50));
        CaptchaJob type = new CaptchaJob();

        TaskResult first = type.newTaskFunction().execute(task, ScriptedTaskContext.undisturbed());
        TaskResult second = type.newTaskFunction().execute(task, ScriptedTaskContext.undisturbed());

        assertThat(CaptchaBatch.decode(first.payload()).captchas())
                .extracting(Captcha::answer)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        CaptchaBatch.decode(second.payload()).captchas().stream()
                                .map(Captcha::answer)
                                .toList());
    }

    @Test
    void largeJobKeepsNothingInItsGatherer() throws Exception {
        CaptchaInput request =
                new CaptchaInput(new WorkRecipe(1, 0, 0), CaptchaBatch.GATHERED_MAX + 1);
        var gatherer = newType().newGatherer(request.encode());
        UnsignedRange part = new UnsignedRange(0, request.count());
        TaskResult result =
                newType()
                        .newTaskFunction()
                        .execute(
                                new TaskInput(0, request.encode(), part),
                                ScriptedTaskContext.undisturbed());

        gatherer.accept(0, part, result.payload());

        assertThat(CaptchaBatch.decode(gatherer.finish()).captchas()).isEmpty();
    }
}
