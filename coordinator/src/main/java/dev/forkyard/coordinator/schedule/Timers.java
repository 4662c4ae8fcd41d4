package dev.forkyard.coordinator.schedule;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All timers that are set, the first due on top. Confined to the loop thread.
 *
 * <p>A binary heap in which each timer knows its place: what ends in time, as nearly all does, is
 * taken out at once instead of staying until it would have been due, and a tick looks at nothing
 * that is not due.
 */
final class Timers {
    private @Nullable Timer[] heap = new Timer[16];
    private int size;
    private long sequence;

    /** Sets a timer, or moves one that is set already. */
    void set(Timer timer, long atNanos) {
        cancel(timer);
        timer.atNanos = atNanos;
        timer.sequence = ++sequence;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        rise(timer, size++);
    }

    /** Takes a timer out; nothing happens to one that is not set, or that never was made. */
    void cancel(@Nullable Timer timer) {
        if (timer == null || !timer.isSet()) {
            return;
        }
        int place = timer.place;
        timer.place = -1;
        Timer last = at(--size);
        heap[size] = null;
        if (last != timer) {
            if (place > 0 && last.isBefore(at((place - 1) / 2))) {
                rise(last, place);
            } else {
                sink(last, place);
            }
        }
    }

    /** Lets everything happen that is due. */
    void fire(long nowNanos) {
        while (size > 0 && at(0).atNanos <= nowNanos) {
            Timer timer = at(0);
            cancel(timer);
            timer.due(nowNanos);
        }
    }

    /** When the first of them is due, {@code Long.MAX_VALUE} if none is set. */
    long nextNanos() {
        return size > 0 ? at(0).atNanos : Long.MAX_VALUE;
    }

    int size() {
        return size;
    }

    private void rise(Timer timer, int from) {
        int place = from;
        while (place > 0 && timer.isBefore(at((place - 1) / 2))) {
            put(at((place - 1) / 2), place);
            place = (place - 1) / 2;
        }
        put(timer, place);
    }

    private void sink(Timer timer, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            if (timer.isBefore(at(child))) {
                break;
            }
            put(at(child), place);
            place = child;
        }
        put(timer, place);
    }

    private Timer at(int place) {
        return Objects.requireNonNull(heap[place]);
    }

    private void put(Timer timer, int place) {
        heap[place] = timer;
        timer.place = place;
    }
}
