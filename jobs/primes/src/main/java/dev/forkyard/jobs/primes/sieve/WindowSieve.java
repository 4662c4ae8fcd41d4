package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.range.UnsignedRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sieves a window span by span and segment by segment, with the kept primes of its own and a
 * stencil for the rest. Confined to one thread.
 */
final class WindowSieve {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int NO_SPAN = -1;

    private final PresievePatterns patterns;
    private final BasePrimes basePrimes;
    private final TurnPrimes turnPrimes;
    private final MediumPrimes mediumPrimes = new MediumPrimes();
    private byte[] span = new byte[0];
    private UnsignedRange window = UnsignedRange.EMPTY;
    private long firstByte;
    private int started;

    WindowSieve(PresievePatterns patterns, BasePrimes basePrimes) {
        this.patterns = patterns;
        this.basePrimes = basePrimes;
        this.turnPrimes = new TurnPrimes(basePrimes);
    }

    /**
     * Sieves a window.
     *
     * @param window never empty
     * @param visitor gets each segment in ascending order
     * @return false when the visitor ended it early
     */
    boolean sieve(UnsignedRange window, SegmentVisitor visitor) {
        open(window);
        long bytes = windowBytes();
        for (long done = 0; done < bytes; done += SieveSizes.SEGMENT_BYTES) {
            int length = (int) Math.min(SieveSizes.SEGMENT_BYTES, bytes - done);
            if (!sieveSegment(NO_SPAN, length, firstByte + done, visitor)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Sieves a window that needs big primes.
     *
     * @param window never empty
     * @param spanBytes how much to sieve before {@code bigPrimes} is called again, a multiple of 8
     * @param bigPrimes crosses off the primes above {@link SieveSizes#KEPT_PRIME_MAX}
     * @param visitor gets each segment in ascending order
     * @return false when visitor or stencil ended it early
     */
    boolean sieve(
            UnsignedRange window, int spanBytes, SpanStencil bigPrimes, SegmentVisitor visitor) {
        open(window);
        long bytes = windowBytes();
        makeRoom((int) Math.min(bytes, spanBytes));
        for (long done = 0; done < bytes; done += spanBytes) {
            int length = (int) Math.min(bytes - done, spanBytes);
            Arrays.fill(span, 0, length, (byte) -1);
            if (!bigPrimes.crossOff(span, length, firstByte + done)
                    || !sieveSpan(length, firstByte + done, visitor)) {
                return false;
            }
        }
        return true;
    }

    private void open(UnsignedRange window) {
        this.window = window;
        firstByte = byteHolding(window.start());
        turnPrimes.clear();
        mediumPrimes.clear();
        started = basePrimes.indexAbove(PresievePatterns.PRIME_MAX);
    }

    private long windowBytes() {
        return roundUpToWord(byteHolding(window.end() - 1) + 1 - firstByte);
    }

    // The old array goes first, so that a small heap never has to hold both.
    private void makeRoom(int length) {
        if (length > span.length) {
            span = new byte[0];
            span = new byte[length];
        }
    }

    private boolean sieveSpan(int length, long spanByte, SegmentVisitor visitor) {
        for (int from = 0; from < length; from += SieveSizes.SEGMENT_BYTES) {
            int segmentLength = Math.min(length - from, SieveSizes.SEGMENT_BYTES);
            if (!sieveSegment(from, segmentLength, spanByte + from, visitor)) {
                return false;
            }
        }
        return true;
    }

    private boolean sieveSegment(
            int spanFrom, int length, long segmentByte, SegmentVisitor visitor) {
        Segment.LOCK.lock();
        try {
            patterns.fill(Segment.BITS, 0, length, segmentByte);
            if (spanFrom != NO_SPAN) {
                andSpan(spanFrom, length);
            }
            turnPrimes.carryInto(length);
            startPrimes(segmentByte, segmentByte + length);
            turnPrimes.crossOff(length);
            mediumPrimes.crossOff(length);
            trim(length, segmentByte);
            long finishedTo = numberAt(segmentByte + length);
            return visitor.visit(Segment.BITS, 0, length, segmentByte, finishedTo);
        } finally {
            Segment.LOCK.unlock();
        }
    }

    private void andSpan(int from, int length) {
        byte[] bits = Segment.BITS;
        for (int at = 0; at < length; at += Long.BYTES) {
            WORDS.set(bits, at, (long) WORDS.get(bits, at) & (long) WORDS.get(span, from + at));
        }
    }

    private void startPrimes(long from, long to) {
        int end = basePrimes.indexAbove(Math.min(SieveSizes.KEPT_PRIME_MAX, rootBelow(to)));
        while (started < end) {
            int prime = basePrimes.at(started++);
            if (prime <= SieveSizes.TURN_PRIME_MAX) {
                turnPrimes.start(prime, from);
            } else {
                mediumPrimes.start(prime, from);
            }
        }
    }

    /** The largest prime that can divide a number of the window below a byte, at most 2^31−1. */
    private int rootBelow(long byteEnd) {
        return (int) Math.min(Integer.MAX_VALUE, Roots.floor(numberAt(byteEnd) - 1));
    }

    /** Clears what lies before the window's start or from its end on. */
    private void trim(int length, long segmentByte) {
        if (segmentByte == firstByte) {
            int start = (int) (window.start() - firstByte * Wheel.NUMBERS_PER_BYTE);
            clearBits(0, 0, bitsBelow(start));
        }
        long lastByte = byteHolding(window.end() - 1);
        if (segmentByte + length > lastByte) {
            int last = (int) (lastByte - segmentByte);
            int end = (int) (window.end() - lastByte * Wheel.NUMBERS_PER_BYTE);
            clearBits(last, bitsBelow(end), 8);
            Arrays.fill(Segment.BITS, last + 1, length, (byte) 0);
        }
    }

    private static void clearBits(int at, int from, int to) {
        for (int bit = from; bit < to; bit++) {
            Segment.BITS[at] &= (byte) ~(1 << bit);
        }
    }

    /** How many of a byte's numbers lie below one of its 30. */
    private static int bitsBelow(int number) {
        int bits = 0;
        while (bits < 8 && Wheel.RESIDUES[bits] < number) {
            bits++;
        }
        return bits;
    }

    // A byte's first number, or the window's end when that is smaller: beyond the window the
    // product could pass 2^64.
    private long numberAt(long byteIndex) {
        return byteIndex > byteHolding(window.end() - 1)
                ? window.end()
                : byteIndex * Wheel.NUMBERS_PER_BYTE;
    }

    private static long byteHolding(long number) {
        return Long.divideUnsigned(number, Wheel.NUMBERS_PER_BYTE);
    }

    private static long roundUpToWord(long bytes) {
        return (bytes + 7) & ~7L;
    }
}
