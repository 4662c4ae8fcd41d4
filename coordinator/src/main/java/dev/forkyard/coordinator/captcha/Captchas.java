package dev.forkyard.coordinator.captcha;

import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.Recipe;
import dev.forkyard.jobs.captcha.WorkRecipe;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Captchas for callers: made by workers, signed when they are handed out. Thread-safe; no call
 * blocks. Futures end exceptionally with a {@link dev.forkyard.common.error.ForkyardException}, and
 * cancelling one leaves its captcha to the next caller.
 *
 * @param supply of unsigned captchas
 */
public record Captchas(CaptchaSupply supply, CaptchaTokens tokens, AltchaChallenges challenges) {
    /**
     * A captcha that may be shown.
     *
     * @param media must not be changed
     */
    public record Signed(String token, byte[] media, String mediaType, Instant expireTime) {}

    /** The next picture or sound of a recipe. */
    public CompletableFuture<Signed> next(Recipe recipe) {
        return handOut(recipe, captcha -> sign(recipe, captcha));
    }

    /** The next proof-of-work challenge. */
    public CompletableFuture<AltchaChallenges.Issued> nextChallenge(WorkRecipe recipe) {
        return handOut(recipe, challenges::issue);
    }

    /** Signs a captcha that was made in bulk. */
    public Signed sign(Recipe recipe, Captcha captcha) {
        CaptchaTokens.Issued issued = tokens.issue(recipe.kind(), captcha.answer());
        return new Signed(
                issued.token(), captcha.media(), recipe.kind().mediaType(), issued.expireTime());
    }

    private <T> CompletableFuture<T> handOut(Recipe recipe, Function<Captcha, T> sign) {
        CompletableFuture<Captcha> taken = supply.take(recipe);
        CompletableFuture<T> signed = taken.thenApply(sign);
        if (!taken.isDone()) {
            // Whoever gives up, by cancelling or by a timeout, does so on the second future.
            signed.whenComplete(
                    (one, why) -> {
                        if (why != null) {
                            taken.cancel(false);
                        }
                    });
        }
        return signed;
    }
}
