package dev.forkyard.coordinator.dispatch;

import dev.forkyard.coordinator.fleet.Fleet;
import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.loop.Message;
import java.util.concurrent.CountDownLatch;

/**
 * The engine's turns of the loop: an event for the fleet, then what the fleet wants done. Confined
 * to the loop thread, but for {@link #post}, which is thread-safe.
 */
final class Turns {
    private final Loop loop;
    private final Fleet fleet;
    private final FleetOrders orders;
    private final CountDownLatch allGone = new CountDownLatch(1);
    private boolean changed = true;
    private boolean stopping;

    Turns(Loop loop, Fleet fleet, FleetOrders orders) {
        this.loop = loop;
        this.fleet = fleet;
        this.orders = orders;
    }

    /** Has an event delivered, and carries out what comes of it. */
    void post(Message event) {
        loop.post(
                at -> {
                    event.deliver(at);
                    carryOut(at);
                });
    }

    void timePassed(long nowNanos) {
        fleet.timePassed(nowNanos);
        carryOut(nowNanos);
    }

    /** Carries out what is wanted, but later, because the core is in the middle of its commands. */
    void carryOutSoon() {
        if (fleet.hasCommands()) {
            loop.post(this::carryOut);
        }
    }

    /** Something is other than in the last snapshot. */
    void changed() {
        changed = true;
    }

    boolean takeChanged() {
        boolean taken = changed;
        changed = false;
        return taken;
    }

    /** Tells all workers to leave; the latch opens once none is left. */
    CountDownLatch stop() {
        post(
                at -> {
                    stopping = true;
                    fleet.wishes().stopAll(at);
                });
        return allGone;
    }

    private void carryOut(long nowNanos) {
        if (fleet.hasCommands()) {
            changed |= orders.carryOut(nowNanos);
        }
        if (stopping && fleet.isEmpty()) {
            allGone.countDown();
        }
    }
}
