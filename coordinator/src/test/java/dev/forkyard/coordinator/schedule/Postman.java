package dev.forkyard.coordinator.schedule;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Carries messages to the core: late, out of order, and some of them twice. One thread. */
final class Postman {
    private final Agenda agenda;
    private final Climate climate;
    private final SplittableRandom random;
    private final Consumer<Event> core;
    private int life;

    Postman(Agenda agenda, Climate climate, SplittableRandom random, Consumer<Event> core) {
        this.agenda = agenda;
        this.climate = climate;
        this.random = random;
        this.core = core;
    }

    void send(LongFunction<Event> message) {
        sendOnce(message);
        if (climate.duplicate() > 0 && random.nextDouble() < climate.duplicate()) {
            sendOnce(message);
        }
    }

    /** A message that may get lost. */
    void sendUnsafe(LongFunction<Event> message) {
        if (climate.lost() == 0 || random.nextDouble() >= climate.lost()) {
            send(message);
        }
    }

    /** From now on nothing that is on its way arrives: there is a new coordinator. */
    void forget() {
        life++;
    }

    void sendOnce(LongFunction<Event> message) {
        long late = climate.lateNanos() > 0 ? random.nextLong(climate.lateNanos()) : 0;
        int sentIn = life;
        agenda.in(
                late,
                () -> {
                    if (life == sentIn) {
                        core.accept(message.apply(agenda.nowNanos()));
                    }
                });
    }
}
