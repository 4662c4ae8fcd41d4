package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.range.UnsignedRange;
import java.util.Arrays;

/**
 * Sieves a window span by span and segment by segment, with the kept primes of its own and a
 * stencil for the rest. Confined to one thread.
 */
final class WindowSieve {
    private final PresievePatterns patterns;
    private final BasePrimes basePrimes;
    private final StartedPrimes keptPrimes = new StartedPrimes();
    private byte[] bits = new byte[SieveSizes.SEGMENT_BYTES];
    private UnsignedRange window = UnsignedRange.EMPTY;
    private long firstByte;
    private int started;

    WindowSieve(PresievePatterns patterns, BasePrimes basePrimes) {
        this.patterns = patterns;
        this.basePrimes = basePrimes;
    }

    /**
     * Sieves a window.
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
        long bytes = roundUpToWord(byteHolding(window.end() - 1) + 1 - firstByte);
        makeRoom((int) Math.min(bytes, spanBytes));
        for (long done = 0; done < bytes; done += spanBytes) {
            int length = (int) Math.min(bytes - done, spanBytes);
            Arrays.fill(bits, 0, length, (byte) -1);
            if (!bigPrimes.crossOff(bits, length, firstByte + done)
                    || !sieveSpan(length, firstByte + done, visitor)) {
                return false;
            }
        }
        return true;
    }

    private void open(UnsignedRange window) {
        this.window = window;
        firstByte = byteHolding(window.start());
        keptPrimes.clear();
        started = basePrimes.indexAbove(PresievePatterns.PRIME_MAX);
    }

    // The old array goes first, so that a small heap never has to hold both.
    private void makeRoom(int length) {
        if (length > bits.length) {
            bits = new byte[0];
            bits = new byte[length];
        }
    }

    private boolean sieveSpan(int length, long spanByte, SegmentVisitor visitor) {
        for (int from = 0; from < length; from += SieveSizes.SEGMENT_BYTES) {
            int to = Math.min(length, from + SieveSizes.SEGMENT_BYTES);
            patterns.apply(bits, from, to, spanByte + from);
            startPrimes(spanByte + from, spanByte + to);
            keptPrimes.crossOff(bits, from, to);
            trim(from, to, spanByte);
            if (!visitor.visit(bits, from, to, spanByte + from, numberAt(spanByte + to))) {
                return false;
            }
        }
        return true;
    }

    private void startPrimes(long from, long to) {
        int end = basePrimes.indexAbove(Math.min(SieveSizes.KEPT_PRIME_MAX, rootBelow(to)));
        while (started < end) {
            keptPrimes.start(basePrimes.at(started++), from);
        }
    }

    /** The largest prime that can divide a number of the window below a byte, at most 2^31−1. */
    private int rootBelow(long byteEnd) {
        return (int) Math.min(Integer.MAX_VALUE, Roots.floor(numberAt(byteEnd) - 1));
    }

    /** Clears what lies before the window's start or from its end on. */
    private void trim(int from, int to, long spanByte) {
        if (spanByte + from == firstByte) {
            int start = (int) (window.start() - firstByte * Wheel.NUMBERS_PER_BYTE);
            for (int j = 0; j < 8 && Wheel.RESIDUES[j] < start; j++) {
                bits[from] &= (byte) ~(1 << j);
            }
        }
        long lastByte = byteHolding(window.end() - 1);
        if (spanByte + to > lastByte) {
            int last = (int) (lastByte - spanByte);
            int end = (int) (window.end() - lastByte * Wheel.NUMBERS_PER_BYTE);
            for (int j = 7; j >= 0 && Wheel.RESIDUES[j] >= end; j--) {
                bits[last] &= (byte) ~(1 << j);
            }
            Arrays.fill(bits, last + 1, to, (byte) 0);
        }
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
