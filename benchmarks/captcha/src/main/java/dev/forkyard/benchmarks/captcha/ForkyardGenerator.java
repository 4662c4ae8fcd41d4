package dev.forkyard.benchmarks.captcha;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.CaptchaBatch;
import dev.forkyard.jobs.captcha.CaptchaInput;
import dev.forkyard.jobs.captcha.CaptchaJob;
import dev.forkyard.jobs.captcha.Recipe;
import java.util.ArrayDeque;

/** Forkyard's own, through the task function that workers run, some at a time as they do. */
final class ForkyardGenerator implements Generator {
    private static final TaskContext UNDISTURBED =
            new TaskContext() {
                @Override
                public boolean cancelled() {
                    return false;
                }

                @Override
                public boolean yieldRequested() {
                    return false;
                }

                @Override
                public void progress(long finishedTo) {}
            };

    private final String name;
    private final byte[] input;
    private final UnsignedRange part;
    private final TaskFunction task = new CaptchaJob().newTaskFunction();
    private final ArrayDeque<Captcha> made = new ArrayDeque<>();

    /**
     * @param batch captchas a task
     */
    ForkyardGenerator(String name, Recipe recipe, int batch) {
        this.name = name;
        this.input = new CaptchaInput(recipe, batch).encode();
        this.part = new UnsignedRange(0, batch);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Drawn draw() {
        if (made.isEmpty()) {
            try {
                byte[] payload = task.execute(new TaskInput(0, input, part), UNDISTURBED).payload();
                made.addAll(CaptchaBatch.decode(payload).captchas());
            } catch (Exception e) {
                throw new IllegalStateException("cannot make captchas", e);
            }
        }
        Captcha captcha = made.removeFirst();
        return new Drawn(captcha.answer(), captcha.media());
    }
}
