package dev.forkyard.coordinator.captcha;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * A ring of bits in memory, one for each token that has not expired. Thread-safe: one short lock.
 *
 * <p>Places are counted up, and all tokens live equally long, so the oldest place is always the
 * next to be free: a ring, whose size is fixed, needs one bit a token where a set of random names
 * needs dozens of bytes. When each token expires is kept by the second, at most one entry for each
 * second of a token's life.
 */
public final class MemoryOneTimeStore implements OneTimeStore {
    private static final long SLICE_MILLIS = 1000;

    private final int capacity;
    private final BitSet tried;
    private final Deque<Slice> slices = new ArrayDeque<>();

    /** The oldest place that has not expired, and the next to be taken. */
    private long oldest;

    private long next;

    /** All places up to the last expire in this slice of time, at its end at the latest. */
    private record Slice(long number, long end) {}

    /**
     * @param capacity tokens that can be out at once, ≥ 1; an eighth of a byte each
     */
    public MemoryOneTimeStore(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be ≥ 1, was " + capacity);
        }
        this.capacity = capacity;
        this.tried = new BitSet(capacity);
    }

    @Override
    public synchronized OptionalLong take(long expiryMillis, long nowMillis) {
        free(nowMillis);
        if (next - oldest >= capacity) {
            return OptionalLong.empty();
        }
        long place = next;
        next++;
        long number = Math.floorDiv(expiryMillis, SLICE_MILLIS);
        Slice last = slices.peekLast();
        if (last != null && last.number() >= number) {
            slices.removeLast();
            number = last.number();
        }
        slices.addLast(new Slice(number, next));
        return OptionalLong.of(place);
    }

    @Override
    public synchronized boolean burn(long place, long nowMillis) {
        free(nowMillis);
        if (place < oldest || place >= next) {
            return false;
        }
        int bit = (int) (place % capacity);
        boolean first = !tried.get(bit);
        tried.set(bit);
        return first;
    }

    @Override
    public synchronized int burnt() {
        return tried.cardinality();
    }

    /** A slice is over only when its last millisecond is: no place is taken again too early. */
    private void free(long nowMillis) {
        long now = Math.floorDiv(nowMillis, SLICE_MILLIS);
        while (!slices.isEmpty() && slices.getFirst().number() < now) {
            forget(slices.removeFirst().end());
        }
    }

    private void forget(long end) {
        int from = (int) (oldest % capacity);
        int to = from + (int) (end - oldest);
        tried.clear(from, Math.min(to, capacity));
        if (to > capacity) {
            tried.clear(0, to - capacity);
        }
        oldest = end;
    }
}
