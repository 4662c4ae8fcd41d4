package dev.forkyard.coordinator.captcha;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.altcha.AltchaPayload;
import dev.forkyard.jobs.captcha.altcha.AltchaWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Signs proof-of-work challenges and verifies their solutions. Thread-safe; no call blocks.
 *
 * <p>The challenges that are out are known by name, so that each can be tried once, and those of an
 * earlier life of the coordinator not at all.
 */
public final class AltchaChallenges {
    /** Making one costs milliseconds: two cores do not get there within a lifetime. */
    private static final int OUT_MAX = 1 << 18;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CaptchaKeys keys;
    private final IssuedNames names = new IssuedNames(OUT_MAX);
    private final Duration lifetime;
    private final InstantSource clock;

    /**
     * @param lifetime from a challenge's issue to its expiry
     * @param clock a clock that never goes backwards
     */
    public AltchaChallenges(CaptchaKeys keys, Duration lifetime, InstantSource clock) {
        this.keys = keys;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** A challenge as JSON and when it expires. */
    public record Issued(String challenge, Instant expireTime) {}

    /**
     * Signs a challenge.
     *
     * @param work of the kind ALTCHA
     * @throws UnavailableException as QUEUE_FULL if as many are out as can be verified
     */
    public Issued issue(Captcha work) {
        AltchaWork open = AltchaWork.decode(work.media());
        long now = clock.millis();
        // The format knows whole seconds only.
        long expirySeconds = (now + lifetime.toMillis() + 999) / 1000;
        String name = HexFormat.of().formatHex(open.nonce());
        if (!names.add(name, expirySeconds * 1000, now)) {
            throw new UnavailableException(
                    ErrorReason.QUEUE_FULL,
                    "as many challenges are out as can be verified; try again later",
                    RETRY_AFTER);
        }
        return new Issued(
                keys.ring().newest().workSigner().sign(open, work.answer(), expirySeconds),
                Instant.ofEpochSecond(expirySeconds));
    }

    /** Tries a widget's payload. Whatever is wrong gives the same false. */
    public boolean verify(String text) {
        Optional<AltchaPayload> parsed = AltchaPayload.parse(text);
        if (parsed.isEmpty()) {
            return false;
        }
        AltchaPayload payload = parsed.get();
        Optional<SigningKey> genuine =
                keys.ring().keys().stream()
                        .filter(key -> key.workSigner().isGenuine(payload))
                        .findFirst();
        return genuine.isPresent()
                && payload.nonce().filter(name -> names.burn(name, clock.millis())).isPresent()
                && genuine.get().workSigner().isSolved(payload);
    }
}
