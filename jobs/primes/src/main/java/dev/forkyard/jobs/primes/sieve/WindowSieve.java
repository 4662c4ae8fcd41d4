package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.range.UnsignedRange;
import java.util.Arrays;

/**
 * Sieves a window segment by segment, with the kept primes of its own and a stencil for the rest.
 * Confined to one thread.
 *
 * <p>Where a window begins at the very number at which the last one ended, the primes go on from
 * where they are, if that one was sieved in whole segments: what its last segment holds beyond its
 * end is kept, and shown first.
 */
final class WindowSieve {
    private static final int SEGMENT_BYTES = SieveSizes.SEGMENT_BYTES;

    private final PresievePatterns patterns;
    private final BasePrimes basePrimes;
    private final TurnPrimes turnPrimes;
    private final MediumPrimes mediumPrimes = new MediumPrimes();
    private final SegmentStencil highPrimes;
    private UnsignedRange window = UnsignedRange.EMPTY;
    private int started;

    /** The next byte to be sieved. */
    private long nextByte;

    /** Whether segments are whole ones, so that another window can go on from them. */
    private boolean whole;

    /** Whether a window that begins at {@code finishedTo} can go on from here. */
    private boolean canGoOn;

    private long finishedTo;
    private byte[] rest = {};
    private int restLength;

    WindowSieve(PresievePatterns patterns, BasePrimes basePrimes, SegmentStencil highPrimes) {
        this.patterns = patterns;
        this.basePrimes = basePrimes;
        this.turnPrimes = new TurnPrimes(basePrimes);
        this.highPrimes = highPrimes;
    }

    /**
     * Sieves a window.
     *
     * @param window never empty
     * @param visitor gets each segment in ascending order
     * @return false when visitor or stencil ended it early
     */
    boolean sieve(UnsignedRange window, SegmentVisitor visitor) {
        this.window = window;
        long endByte = Wheel.byteHolding(window.end() - 1) + 1;
        boolean goesOn = canGoOn && window.start() == finishedTo;
        canGoOn = false;
        if (!goesOn) {
            open(endByte);
        } else if (restLength > 0 && !showRest(endByte, visitor)) {
            return false;
        }
        while (nextByte < endByte) {
            long ahead = roundUpToWord(endByte - nextByte);
            if (!highPrimes.prepare(nextByte, ahead, whole)
                    || !sieveSegment(endByte, whole ? Long.MAX_VALUE : ahead, visitor)) {
                return false;
            }
        }
        return true;
    }

    private void open(long endByte) {
        nextByte = Wheel.byteHolding(window.start());
        whole = endByte - nextByte >= wholeSegmentsMin(endByte) * SEGMENT_BYTES;
        restLength = 0;
        turnPrimes.clear();
        mediumPrimes.clear();
        highPrimes.open();
        started = basePrimes.indexAbove(PresievePatterns.PRIME_MAX);
    }

    private static long wholeSegmentsMin(long endByte) {
        return Wheel.rootBelow(endByte) < SieveSizes.SLOW_START_PRIME_MIN
                ? SieveSizes.WHOLE_SEGMENTS_MIN
                : SieveSizes.WHOLE_SEGMENTS_MIN_HIGH;
    }

    private boolean sieveSegment(long endByte, long ahead, SegmentVisitor visitor) {
        int length = (int) Math.min(SEGMENT_BYTES, ahead);
        long segmentByte = nextByte;
        Segment.LOCK.lock();
        try {
            patterns.fill(Segment.BITS, 0, length, segmentByte);
            int root = rootBelow(segmentByte + length);
            turnPrimes.carryInto(length, root);
            startPrimes(segmentByte, root);
            turnPrimes.crossOff(length);
            mediumPrimes.crossOff(length);
            turnPrimes.carryOver(length);
            highPrimes.crossOff(length);
            nextByte += length;
            return show(segmentByte, length, endByte, visitor);
        } finally {
            Segment.LOCK.unlock();
        }
    }

    /** Shows what the last segment holds of this window. */
    private boolean showRest(long endByte, SegmentVisitor visitor) {
        int length = restLength;
        Segment.LOCK.lock();
        try {
            System.arraycopy(rest, 0, Segment.BITS, 0, length);
            return show(nextByte - length, length, endByte, visitor);
        } finally {
            Segment.LOCK.unlock();
        }
    }

    /** Shows sieved bytes up to the window's end, and keeps what lies beyond. */
    private boolean show(long firstByte, int length, long endByte, SegmentVisitor visitor) {
        finishedTo = numberAt(firstByte + length);
        keepRest(firstByte, length, endByte);
        int shown = (int) Math.min(length, endByte - firstByte);
        trim(firstByte, shown);
        int end = (int) roundUpToWord(shown);
        Arrays.fill(Segment.BITS, shown, end, (byte) 0);
        boolean goesOn = visitor.visit(Segment.BITS, 0, end, firstByte, finishedTo);
        canGoOn = whole;
        return goesOn;
    }

    private void keepRest(long firstByte, int length, long endByte) {
        restLength = 0;
        if (whole && firstByte + length >= endByte) {
            // The window's end may lie within its last byte.
            int from = (int) (Wheel.byteHolding(window.end()) - firstByte);
            restLength = length - from;
            if (rest.length == 0) {
                rest = new byte[SEGMENT_BYTES];
            }
            System.arraycopy(Segment.BITS, from, rest, 0, restLength);
        }
    }

    private static int rootBelow(long to) {
        return (int) Math.min(SieveSizes.MEDIUM_PRIME_MAX, Wheel.rootBelow(to));
    }

    private void startPrimes(long from, int root) {
        int end = basePrimes.indexAbove(root);
        while (started < end) {
            int prime = basePrimes.at(started++);
            if (prime <= SieveSizes.TURN_PRIME_MAX) {
                turnPrimes.start(prime, from);
            } else {
                long turn = TurnPrimes.turnAhead(prime, from, Wheel.NUMBERS_PER_BYTE) + prime;
                mediumPrimes.start(prime, (int) Math.floorDiv(turn, Wheel.NUMBERS_PER_BYTE));
            }
        }
    }

    /** Clears what lies before the window's start or from its end on, in its last byte. */
    private void trim(long firstByte, int length) {
        if (firstByte == Wheel.byteHolding(window.start())) {
            int start = (int) (window.start() - firstByte * Wheel.NUMBERS_PER_BYTE);
            clearBits(0, 0, bitsBelow(start));
        }
        long lastByte = Wheel.byteHolding(window.end() - 1);
        if (firstByte + length > lastByte) {
            int end = (int) (window.end() - lastByte * Wheel.NUMBERS_PER_BYTE);
            clearBits((int) (lastByte - firstByte), bitsBelow(end), 8);
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
        return byteIndex > Wheel.byteHolding(window.end() - 1)
                ? window.end()
                : byteIndex * Wheel.NUMBERS_PER_BYTE;
    }

    private static long roundUpToWord(long bytes) {
        return (bytes + 7) & ~7L;
    }
}
