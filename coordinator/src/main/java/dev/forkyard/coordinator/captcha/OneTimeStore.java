package dev.forkyard.coordinator.captcha;

import java.util.OptionalLong;

/**
 * Lets each token be tried once. Thread-safe; no call blocks for longer than a short lock.
 *
 * <p>It names the tokens itself: a place is taken when a token is issued, so that a store that is
 * full refuses to issue and never has to forget a token that could still be tried. In doubt it says
 * that a token was tried before.
 */
public interface OneTimeStore {
    /**
     * Takes the place of one new token.
     *
     * @param expiryMillis when the token expires; all tokens of a store live equally long
     * @param nowMillis the time now, by the same clock
     * @return the place, unique in the life of the store; empty if it is full
     */
    OptionalLong take(long expiryMillis, long nowMillis);

    /**
     * Tries a token.
     *
     * @return whether this was the first try of a token that was issued here and has not expired
     */
    boolean burn(long place, long nowMillis);

    /** How many tokens that have not expired were tried, as of the last {@link #take}. */
    int burnt();
}
