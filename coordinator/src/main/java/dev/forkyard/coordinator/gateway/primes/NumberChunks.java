package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.list.PrimeCursor;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * What one part of a list has, so many numbers a message. Confined to the stream thread.
 *
 * @param <T> the messages
 */
final class NumberChunks<T> implements Iterator<T> {
    /** Makes a message. */
    interface Form<T> {
        /**
         * The message of some numbers.
         *
         * @param about what it is about
         * @param numbers the first {@code count} of them are in the message
         */
        T message(UnsignedRange about, long[] numbers, int count);
    }

    /** How many more the caller wants, in all parts. Confined to the stream thread. */
    static final class Wanted {
        private long left;

        /**
         * @param limit unsigned; the largest means all
         */
        Wanted(long limit) {
            this.left = limit;
        }

        long left() {
            return left;
        }

        void took(long count) {
            left -= count;
        }

        boolean isEnough() {
            return left == 0;
        }
    }

    private final PrimeCursor cursor;
    private final Wanted wanted;
    private final Form<T> form;
    private final long[] numbers;
    private long start;
    private boolean over;

    NumberChunks(PrimeCursor cursor, Wanted wanted, int most, Form<T> form) {
        this.cursor = cursor;
        this.wanted = wanted;
        this.form = form;
        this.numbers = new long[most];
        this.start = cursor.numbers().start();
    }

    @Override
    public boolean hasNext() {
        return !over;
    }

    @Override
    public T next() {
        if (over) {
            throw new NoSuchElementException();
        }
        boolean few = Long.compareUnsigned(wanted.left(), numbers.length) < 0;
        int most = few ? (int) wanted.left() : numbers.length;
        int count = cursor.next(numbers, most);
        wanted.took(count);
        boolean cut = count == most;
        long end = cut ? numbers[count - 1] + 1 : cursor.numbers().end();
        // What is behind the last prime of a part goes with it, unless nobody asked for it.
        over = wanted.isEnough() || end == cursor.numbers().end();
        T message = form.message(new UnsignedRange(start, end), numbers, count);
        start = end;
        return message;
    }
}
