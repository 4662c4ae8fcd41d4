package dev.forkyard.jobs.captcha;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes captchas one by one and looks at its context between them. Confined to one slot thread.
 *
 * <p>A result holds at most {@value CaptchaBatch#PART_BYTES_MAX} bytes. How many captchas that is
 * shows only when they are made, so a part that is too wide ends early and returns its beginning.
 */
final class CaptchaTask implements TaskFunction {
    private static final byte[] NOTHING = new byte[0];

    private final Workshop workshop = new Workshop();
    private final Randomness randomness;
    private byte[] knownBytes = NOTHING;
    private @Nullable CaptchaMaker known;

    CaptchaTask(Randomness randomness) {
        this.randomness = randomness;
    }

    @Override
    public TaskResult execute(TaskInput input, TaskContext context) {
        CaptchaMaker maker = maker(input.stageInput());
        List<Captcha> made = new ArrayList<>();
        int size = 1;
        long item = input.part().start();
        for (; item < input.part().end() && !context.shouldStop(); item++) {
            Captcha captcha = maker.make(randomness.forItem(item));
            size += CaptchaBatch.sizeOf(captcha);
            if (size > CaptchaBatch.PART_BYTES_MAX) {
                break;
            }
            made.add(captcha);
            context.progress(item + 1);
        }
        return new TaskResult(item, made.isEmpty() ? NOTHING : new CaptchaBatch(made).encode());
    }

    /** The parts of one job come one after the other, with equal bytes. */
    private CaptchaMaker maker(byte[] bytes) {
        CaptchaMaker maker = known;
        if (maker == null || !Arrays.equals(bytes, knownBytes)) {
            maker = workshop.maker(CaptchaInput.decode(bytes).recipe());
            known = maker;
            knownBytes = bytes;
        }
        return maker;
    }
}
