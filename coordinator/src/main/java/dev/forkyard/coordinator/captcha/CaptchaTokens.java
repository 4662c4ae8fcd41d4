package dev.forkyard.coordinator.captcha;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.jobs.captcha.CaptchaKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Issues tokens and verifies answers. Thread-safe; no call blocks.
 *
 * <p>A token is bound to its answer by a keyed hash, so that nobody but this coordinator can learn
 * or check an answer from it, and its tag, keyed apart, keeps whoever forges tokens away from the
 * one-time store. An unencrypted token or a bare hash of the answer would fall to 24^6 guesses at
 * home. The first try of a token ends it, right or wrong: with a second try, guessing would pay.
 *
 * <p>A token belongs to the epoch of the coordinator that issued it, a random number of each start,
 * since a store in memory does not know what was tried before the start.
 */
public final class CaptchaTokens {
    /** A person's time for one captcha, and how long a stolen token is worth something. */
    public static final Duration LIFETIME_DEFAULT = Duration.ofMinutes(5);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CaptchaKeys keys;
    private final OneTimeStore store;
    private final Duration lifetime;
    private final InstantSource clock;
    private final long epoch;

    /**
     * Begins a new epoch.
     *
     * @param lifetime from a token's issue to its expiry
     * @param clock a clock that never goes backwards
     */
    public CaptchaTokens(
            CaptchaKeys keys, OneTimeStore store, Duration lifetime, InstantSource clock) {
        this.keys = keys;
        this.store = store;
        this.lifetime = lifetime;
        this.clock = clock;
        this.epoch = keys.random().nextLong();
    }

    /** A token and when it expires. */
    public record Issued(String token, Instant expireTime) {}

    /**
     * Issues a token for an answer.
     *
     * @param kind IMAGE or AUDIO
     * @param answer in its normal form
     * @throws UnavailableException as QUEUE_FULL if as many tokens are out as can be verified
     */
    public Issued issue(CaptchaKind kind, String answer) {
        long now = clock.millis();
        long expiry = now + lifetime.toMillis();
        OptionalLong place = store.take(expiry, now);
        if (place.isEmpty()) {
            throw new UnavailableException(
                    ErrorReason.QUEUE_FULL,
                    "as many captchas are out as can be verified; try again later",
                    RETRY_AFTER);
        }
        SignedToken token =
                SignedToken.sign(
                        new SignedToken.Fields(kind, epoch, expiry, place.getAsLong()),
                        SignedToken.newSalt(),
                        keys.ring().newest(),
                        answer);
        return new Issued(token.text(), Instant.ofEpochMilli(expiry));
    }

    /**
     * Tries an answer. Whatever is wrong gives the same false after the same work, and only a token
     * of ours that has not expired is burnt.
     *
     * @param answer as it was given; it is brought into the normal form of the token's kind
     */
    public boolean verify(String text, String answer) {
        SignedToken token = SignedToken.read(text);
        KeyRing ring = keys.ring();
        Optional<SigningKey> named = ring.find(token.keyId());
        SigningKey key = named.orElseGet(ring::newest);
        CaptchaKind kind = token.isOf(CaptchaKind.AUDIO) ? CaptchaKind.AUDIO : CaptchaKind.IMAGE;
        // All of the work first: what it finds must not show in the time that it takes.
        boolean hasTag = token.hasTag(key);
        boolean hasAnswer = token.hasAnswer(key, kind.normalise(answer));
        long place = token.place(key);
        long now = clock.millis();
        return named.isPresent()
                && hasTag
                && token.isOf(kind)
                && token.epoch() == epoch
                && now <= token.expiryMillis()
                && store.burn(place, now)
                && hasAnswer;
    }
}
