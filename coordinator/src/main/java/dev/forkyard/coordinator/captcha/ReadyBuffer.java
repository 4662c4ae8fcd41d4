package dev.forkyard.coordinator.captcha;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.Recipe;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Captchas of one recipe that wait to be handed out, and callers who wait for one. Thread-safe: one
 * short lock, under which nobody else's code runs.
 *
 * <p>How many it keeps ready follows the demand: a few at first, and twice as many each time that
 * it runs empty. So a recipe that is asked for once costs a handful of pictures, and one that is
 * asked for a thousand times a second soon has the whole buffer.
 */
final class ReadyBuffer {
    private static final int TARGET_FIRST = 4;
    private static final int WAITING_MAX = 1000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Recipe recipe;
    private final CaptchaSource source;
    private final int targetMax;
    private final int orderMax;
    private final int ordersMax;
    private final Deque<Captcha> ready = new ArrayDeque<>();
    private final Deque<CompletableFuture<Captcha>> waiting = new ArrayDeque<>();
    private int target;
    private int ordered;
    private int orders;
    private boolean ranEmpty;

    /**
     * @param targetMax captchas kept ready at most, ≥ 1
     * @param orderMax captchas of one order, ≥ 1: about what one task can bring
     * @param ordersMax orders under way at once, ≥ 1
     */
    ReadyBuffer(Recipe recipe, CaptchaSource source, int targetMax, int orderMax, int ordersMax) {
        this.recipe = recipe;
        this.source = source;
        this.targetMax = targetMax;
        this.orderMax = orderMax;
        this.ordersMax = ordersMax;
        this.target = Math.min(TARGET_FIRST, targetMax);
    }

    /**
     * The next captcha. A caller who does not want it any more cancels the future.
     *
     * @return complete already if one is ready; exceptionally with a {@link ForkyardException} if
     *     none can be had
     */
    CompletableFuture<Captcha> take() {
        CompletableFuture<Captcha> taken;
        List<Integer> wanted;
        synchronized (this) {
            Captcha first = ready.pollFirst();
            taken = first == null ? queued() : CompletableFuture.completedFuture(first);
            wanted = newOrders();
        }
        place(wanted);
        return taken;
    }

    private CompletableFuture<Captcha> queued() {
        ranEmpty = true;
        if (waiting.size() >= WAITING_MAX) {
            waiting.removeIf(CompletableFuture::isDone);
        }
        if (waiting.size() >= WAITING_MAX) {
            return CompletableFuture.failedFuture(
                    new UnavailableException(
                            ErrorReason.QUEUE_FULL,
                            "%d callers wait for a captcha already; try again later"
                                    .formatted(WAITING_MAX),
                            RETRY_AFTER));
        }
        CompletableFuture<Captcha> turn = new CompletableFuture<>();
        waiting.addLast(turn);
        return turn;
    }

    /** Orders only once half is gone, in whole tasks where there is no hurry. */
    private List<Integer> newOrders() {
        List<Integer> counts = new ArrayList<>();
        int missing = target + waiting.size() - ready.size() - ordered;
        boolean isUrgent = waiting.size() > ordered;
        if (!isUrgent && missing * 2 < target) {
            return counts;
        }
        while (missing > 0 && orders < ordersMax) {
            int count = Math.min(missing, orderMax);
            counts.add(count);
            missing -= count;
            ordered += count;
            orders++;
        }
        return counts;
    }

    private void place(List<Integer> counts) {
        for (int count : counts) {
            source.order(recipe, count, CaptchaSource.Urgency.SINGLES, new Arrival(count));
        }
    }

    /** Serves those who wait, in their order; some may have given up in the meantime. */
    private void handOut() {
        for (Optional<Turn> turn = nextTurn(); turn.isPresent(); turn = nextTurn()) {
            if (!turn.get().waiter().complete(turn.get().captcha())) {
                giveBack(turn.get().captcha());
            }
        }
    }

    private synchronized Optional<Turn> nextTurn() {
        while (!waiting.isEmpty() && waiting.getFirst().isDone()) {
            waiting.removeFirst();
        }
        return waiting.isEmpty() || ready.isEmpty()
                ? Optional.empty()
                : Optional.of(new Turn(waiting.removeFirst(), ready.removeFirst()));
    }

    private synchronized void giveBack(Captcha captcha) {
        ready.addFirst(captcha);
    }

    private synchronized List<Integer> arrived(int count, List<Captcha> captchas) {
        ordered -= count;
        orders--;
        if (ranEmpty) {
            ranEmpty = false;
            target = Math.min(targetMax, target * 2);
        }
        ready.addAll(captchas);
        return newOrders();
    }

    /** Those for whom nothing is under way any more. */
    private synchronized List<CompletableFuture<Captcha>> missed(int count) {
        ordered -= count;
        orders--;
        List<CompletableFuture<Captcha>> losers = new ArrayList<>();
        while (waiting.size() > ordered) {
            losers.add(waiting.removeFirst());
        }
        return losers;
    }

    private record Turn(CompletableFuture<Captcha> waiter, Captcha captcha) {}

    private final class Arrival implements CaptchaSource.Delivery {
        private final int count;

        Arrival(int count) {
            this.count = count;
        }

        @Override
        public void made(List<Captcha> captchas) {
            List<Integer> wanted = arrived(count, captchas);
            handOut();
            place(wanted);
        }

        @Override
        public void failed(ForkyardException why) {
            missed(count).forEach(waiter -> waiter.completeExceptionally(why));
        }
    }
}
