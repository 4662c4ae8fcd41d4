package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.altcha.AltchaWork;
import java.nio.ByteBuffer;

/**
 * How much work an ALTCHA challenge is, PBKDF2/SHA-256 in deterministic mode: the visitor tries
 * counters from 0 until the derived key has the right beginning, so it pays {@code cost} rounds for
 * each counter up to the secret one; making the challenge pays {@code cost} rounds once. Immutable.
 *
 * @param cost rounds of PBKDF2 for each counter, {@value #COST_MIN}…{@value #COST_MAX}, default
 *     {@value #COST_DEFAULT}
 * @param counterMin the least secret counter, 0…{@value #COUNTER_MAX}, default {@value
 *     #COUNTER_MIN_DEFAULT}
 * @param counterMax the greatest one, {@code counterMin}…{@value #COUNTER_MAX}, default {@value
 *     #COUNTER_MAX_DEFAULT}
 */
public record WorkRecipe(int cost, int counterMin, int counterMax) implements Recipe {
    /** The fewest rounds of PBKDF2. */
    public static final int COST_MIN = 1;

    /** The most rounds of PBKDF2. */
    public static final int COST_MAX = 1_000_000;

    /** The rounds of PBKDF2 where nothing is said, which ALTCHA's own examples use. */
    public static final int COST_DEFAULT = 5_000;

    /** The greatest counter. */
    public static final int COUNTER_MAX = 10_000_000;

    /** The least secret counter where nothing is said. */
    public static final int COUNTER_MIN_DEFAULT = 500;

    /** The greatest secret counter where nothing is said. */
    public static final int COUNTER_MAX_DEFAULT = 1_500;

    /** About a second of an idle desktop's four threads. */
    public static final WorkRecipe DEFAULT =
            new WorkRecipe(COST_DEFAULT, COUNTER_MIN_DEFAULT, COUNTER_MAX_DEFAULT);

    private static final double NANOS_PER_ROUND = 500;
    private static final double NANOS_AT_ALL = 5_000;

    /**
     * @throws IllegalArgumentException if a value is out of its range, with the range
     */
    public WorkRecipe {
        Bounds.check("cost", cost, COST_MIN, COST_MAX);
        Bounds.check("counter_min", counterMin, 0, COUNTER_MAX);
        Bounds.check("counter_max", counterMax, counterMin, COUNTER_MAX);
    }

    @Override
    public CaptchaKind kind() {
        return CaptchaKind.ALTCHA;
    }

    @Override
    public double unitNanos() {
        return NANOS_AT_ALL + NANOS_PER_ROUND * cost;
    }

    @Override
    public int mediaBytes() {
        return AltchaWork.ENCODED_BYTES;
    }

    @Override
    public void write(ByteBuffer bytes) {
        bytes.putInt(cost).putInt(counterMin).putInt(counterMax);
    }

    static WorkRecipe read(ByteBuffer bytes) {
        return new WorkRecipe(bytes.getInt(), bytes.getInt(), bytes.getInt());
    }
}
