package dev.forkyard.coordinator.schedule;

import java.util.PriorityQueue;

/** Virtual time and what is to happen in it, in order. Confined to one thread. */
final class Agenda {
    private record Entry(long atNanos, long order, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long order;
    private long nowNanos;

    long nowNanos() {
        return nowNanos;
    }

    void in(long delayNanos, Runnable action) {
        entries.add(new Entry(nowNanos + Math.max(0, delayNanos), order++, action));
    }

    /** Moves on to the next entry and runs it; tells whether there was one. */
    boolean next() {
        Entry entry = entries.poll();
        if (entry == null) {
            return false;
        }
        nowNanos = entry.atNanos();
        entry.action().run();
        return true;
    }
}
