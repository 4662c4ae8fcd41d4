package dev.forkyard.coordinator.gateway.captcha;

import dev.forkyard.coordinator.captcha.CaptchaSupply;
import dev.forkyard.coordinator.captcha.CaptchaTokens;
import java.time.Duration;

/**
 * How captchas are served. Immutable.
 *
 * @param answers whether callers may have the answers of captchas in bulk, default no
 * @param lifetime from a token's issue to its expiry, 10 s…24 h, default 5 min
 * @param outMax tokens that can be out at once, 1…2^30, default 4,194,304: with the default
 *     lifetime 13,981 a second; a bit of memory each
 * @param ready captchas of one recipe that are drawn ahead at most, 1…10,000, default 512
 */
public record CaptchaConfig(boolean answers, Duration lifetime, int outMax, int ready) {
    /** The shortest lifetime: below it people are too slow. */
    public static final Duration LIFETIME_MIN = Duration.ofSeconds(10);

    /** The longest lifetime: a key verifies for longer than that. */
    public static final Duration LIFETIME_MAX = Duration.ofDays(1);

    /** The most captchas drawn ahead. */
    public static final int READY_MAX = 10_000;

    /** What holds unless something is said. */
    public static final CaptchaConfig DEFAULT =
            new CaptchaConfig(
                    false, CaptchaTokens.LIFETIME_DEFAULT, 1 << 22, CaptchaSupply.READY_DEFAULT);

    private static final int OUT_MAX = 1 << 30;

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public CaptchaConfig {
        if (lifetime.compareTo(LIFETIME_MIN) < 0 || lifetime.compareTo(LIFETIME_MAX) > 0) {
            throw new IllegalArgumentException("lifetime must be 10s…24h, was " + lifetime);
        }
        check("outMax", outMax, OUT_MAX);
        check("ready", ready, READY_MAX);
    }

    /** The same with answers in bulk. */
    public CaptchaConfig withAnswers() {
        return new CaptchaConfig(true, lifetime, outMax, ready);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "%s must be 1…%d, was %d".formatted(name, most, value));
        }
    }
}
