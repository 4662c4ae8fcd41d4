package dev.forkyard.jobs.captcha;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes captchas: {@link CaptchaInput} in, a {@link CaptchaBatch} a part and, for small jobs, as
 * the answer. Thread-safe.
 *
 * <p>The one stage's numbers are the captchas, from 0. A part that turns out too large for one
 * result returns what fits, and the rest is cut anew. Running a part twice gives other captchas, of
 * which only the accepted ones count.
 */
public final class CaptchaJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("captcha", 1);

    // A derived key in hexadecimal, and the lengths of answer and media.
    private static final int ANSWER_BYTES_MAX = 69;

    /** What handing over a part costs is below a hundredth of that. */
    private static final double PART_NANOS = 50e6;

    /** Of slower captchas, a few milliseconds each, two are better made by two workers. */
    private static final double QUICK_NANOS = 1e6;

    private final Supplier<Randomness> randomness;

    /** A type that draws from secure random numbers. */
    public CaptchaJob() {
        this(Randomness::secure);
    }

    CaptchaJob(Supplier<Randomness> randomness) {
        this.randomness = randomness;
    }

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return CaptchaJob::plan;
    }

    @Override
    public TaskFunction newTaskFunction() {
        return new CaptchaTask(randomness.get());
    }

    /** A picture: what most callers want, and what a cold worker takes longest for. */
    @Override
    public List<byte[]> warmUpInputs() {
        return List.of(new CaptchaInput(ImageRecipe.DEFAULT, 1).encode());
    }

    /**
     * @throws IllegalArgumentException if the input cannot be read
     */
    @Override
    public Gatherer newGatherer(byte[] input) {
        return new CaptchaGatherer(CaptchaInput.decode(input).count());
    }

    private static JobPlan plan(byte[] input) {
        CaptchaInput request = CaptchaInput.decode(input);
        long largest = largestPart(request.recipe());
        StagePlan items =
                new StagePlan(
                        new UnsignedRange(0, request.count()),
                        Math.min(largest, smallestPart(request.recipe())),
                        request.recipe().unitNanos(),
                        0,
                        List.of(),
                        input);
        return new JobPlan(List.of(items.withLargestPart(largest)));
    }

    /** A part costs the coordinator the same, however few its captchas are. */
    private static long smallestPart(Recipe recipe) {
        return recipe.unitNanos() > QUICK_NANOS ? 1 : (long) (PART_NANOS / recipe.unitNanos());
    }

    /** About as many as one result holds. */
    private static long largestPart(Recipe recipe) {
        int each = recipe.mediaBytes() + ANSWER_BYTES_MAX;
        return Math.max(1, CaptchaBatch.PART_BYTES_MAX / each);
    }
}
