package dev.forkyard.coordinator.captcha;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.Recipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Makes captchas when it is told to, numbered by their answers. Confined to one thread. */
final class FakeSource implements CaptchaSource {
    private final Deque<Order> orders = new ArrayDeque<>();
    private int made;

    private record Order(Recipe recipe, int count, Delivery delivery) {}

    @Override
    public Runnable order(Recipe recipe, int count, Urgency urgency, Delivery delivery) {
        orders.addLast(new Order(recipe, count, delivery));
        return () -> {};
    }

    /** The sizes of the orders that are under way. */
    List<Integer> sizes() {
        return orders.stream().map(Order::count).toList();
    }

    int ordered() {
        return orders.stream().mapToInt(Order::count).sum();
    }

    /** Delivers the oldest order. */
    void deliver() {
        Order order = orders.removeFirst();
        List<Captcha> captchas = new ArrayList<>();
        for (int i = 0; i < order.count(); i++) {
            captchas.add(new Captcha("A" + made++, new byte[10]));
        }
        order.delivery().made(captchas);
    }

    void deliverAll() {
        while (!orders.isEmpty()) {
            deliver();
        }
    }

    /** Fails the oldest order. */
    void fail(ForkyardException why) {
        orders.removeFirst().delivery().failed(why);
    }
}
