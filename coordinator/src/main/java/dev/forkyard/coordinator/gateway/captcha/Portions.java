package dev.forkyard.coordinator.gateway.captcha;

import dev.forkyard.coordinator.captcha.CaptchaSupply;
import dev.forkyard.jobs.captcha.Recipe;

/**
 * In what portions a long list of captchas is ordered. Each is one task and one message, so that
 * they are as large as a message can be: what they cost is paid by the portion and not by the
 * captcha. With more workers they are smaller, so that each worker has three of them, and toward
 * the end as well, so that all workers end together (half of one worker's share of what is left).
 * Immutable.
 *
 * @param usual captchas of one portion, ≥ {@code least}
 * @param least captchas that are worth a portion of their own, ≥ 1
 * @param ahead captchas that may be under way or wait for their reader, ≥ {@code usual}
 * @param workers who make them, ≥ 1
 */
record Portions(int usual, int least, int ahead, int workers) {
    private static final int WHOLE_AHEAD = 6;
    private static final int OF_EACH_WORKER = 3;
    private static final int TAIL_FACTOR = 2;

    /** The portions of a recipe for so many workers. */
    static Portions of(Recipe recipe, int workers) {
        int most = CaptchaSupply.bulkMax(recipe);
        int least = Math.min(most, CaptchaSupply.orderMax(recipe));
        int ahead = WHOLE_AHEAD * most;
        int each = ahead / (OF_EACH_WORKER * Math.max(1, workers));
        return new Portions(
                Math.max(least, Math.min(most, each)), least, ahead, Math.max(1, workers));
    }

    /**
     * How many to order now.
     *
     * @param left captchas that were not ordered yet
     * @param unread captchas that were ordered and are not yet sent
     * @return 0 if there are none, or no room for as many as are worth it
     */
    int next(int left, int unread) {
        int share = Math.max(least, left / (TAIL_FACTOR * workers));
        int size = Math.min(left, Math.min(usual, share));
        return unread + size > ahead ? 0 : size;
    }
}
