package dev.forkyard.coordinator.captcha;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.CaptchaBatch;
import dev.forkyard.jobs.captcha.Recipe;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Hands out captchas, of the recipes in demand from buffers. Thread-safe; no call blocks.
 *
 * <p>Captchas are kept unsigned: their tokens' lives begin when they are handed out. At most
 * {@value #RECIPES_MAX} recipes have a buffer; the least wanted makes room for a new one, so that a
 * stranger who asks for odd sizes displaces other odd sizes and not what the site uses.
 */
public final class CaptchaSupply {
    /** The captchas that one recipe's buffer holds at most unless told otherwise. */
    public static final int READY_DEFAULT = 512;

    private static final int RECIPES_MAX = 8;

    /** After so many takes of all recipes old fame counts half. */
    private static final int FADING_TAKES = 1000;

    private static final int BUFFER_BYTES_MAX = 4 << 20;

    /** Within the 256 KiB of a task's result, with room for pictures above the usual size. */
    private static final int ORDER_BYTES_MAX = 160 * 1024;

    /** Within a message of 1 MiB, with as much room. */
    private static final int BULK_BYTES_MAX = 512 * 1024;

    /** Small enough to wait for, large enough that the round trip costs little beside it. */
    private static final int ORDER_MAX = 64;

    private static final double ORDER_NANOS_MAX = 20e6;
    private static final int ORDERS_MAX = 8;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final CaptchaSource source;
    private final int readyMax;
    private final Map<Recipe, Shelf> shelves = new LinkedHashMap<>();
    private int takes;
    private volatile boolean draining;

    private static final class Shelf {
        final ReadyBuffer buffer;
        long takes;

        Shelf(ReadyBuffer buffer) {
            this.buffer = buffer;
        }
    }

    /**
     * @param readyMax captchas that one recipe's buffer holds at most, ≥ 1
     */
    public CaptchaSupply(CaptchaSource source, int readyMax) {
        this.source = source;
        this.readyMax = readyMax;
    }

    /**
     * The next captcha of a recipe. A caller who does not want it any more cancels the future.
     *
     * @return complete already if one is ready; exceptionally with a {@link
     *     dev.forkyard.common.error.ForkyardException} if none can be had
     */
    public CompletableFuture<Captcha> take(Recipe recipe) {
        if (draining) {
            return CompletableFuture.failedFuture(
                    new UnavailableException(
                            ErrorReason.DRAINING, "the coordinator is stopping", RETRY_AFTER));
        }
        return buffer(recipe).take();
    }

    /** Refuses captchas from now on as DRAINING. */
    public void drain() {
        draining = true;
    }

    /** How many captchas of a recipe fit into one task, by their size and time. */
    public static int orderMax(Recipe recipe) {
        double most =
                Math.min(
                        ORDER_NANOS_MAX / recipe.unitNanos(),
                        (double) ORDER_BYTES_MAX / recipe.mediaBytes());
        return (int) Math.max(1, Math.min(ORDER_MAX, most));
    }

    /**
     * How many captchas of a recipe are ordered at once when nobody waits for the first: one long
     * task, as orders and tasks have their own cost.
     */
    public static int bulkMax(Recipe recipe) {
        return Math.max(
                1, Math.min(CaptchaBatch.GATHERED_MAX, BULK_BYTES_MAX / recipe.mediaBytes()));
    }

    private synchronized ReadyBuffer buffer(Recipe recipe) {
        Shelf shelf = shelves.get(recipe);
        if (shelf == null) {
            makeRoom();
            shelf = new Shelf(newBuffer(recipe));
            shelves.put(recipe, shelf);
        }
        count(shelf);
        return shelf.buffer;
    }

    private void count(Shelf shelf) {
        shelf.takes++;
        takes++;
        if (takes == FADING_TAKES) {
            takes = 0;
            shelves.values().forEach(old -> old.takes /= 2);
        }
    }

    /** The oldest of the least wanted goes. */
    private void makeRoom() {
        if (shelves.size() < RECIPES_MAX) {
            return;
        }
        shelves.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getValue().takes))
                .map(Map.Entry::getKey)
                .ifPresent(shelves::remove);
    }

    private ReadyBuffer newBuffer(Recipe recipe) {
        int most = Math.max(1, Math.min(readyMax, BUFFER_BYTES_MAX / recipe.mediaBytes()));
        return new ReadyBuffer(recipe, source, most, orderMax(recipe), ORDERS_MAX);
    }
}
