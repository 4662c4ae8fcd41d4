package dev.forkyard.jobs.primes.scan;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import java.util.Arrays;

/**
 * Makes the bitmaps of a narrow window by testing each number that 2, 3 and 5 do not divide. It
 * starts at once, where a sieve would first find all primes up to the window's root. Stateless.
 */
final class CandidateScan {
    /** 15,360 numbers: a millisecond or two between two looks at the context. */
    private static final int SEGMENT_BYTES = 512;

    private CandidateScan() {}

    /** As {@link PrimeScan#scan}, but for 2, 3 and 5. */
    static long scan(UnsignedRange window, TaskContext context, PrimeSink sink) {
        long lastByte = WheelBytes.byteOf(window.end() - 1);
        byte[] bits = new byte[SEGMENT_BYTES];
        long at = WheelBytes.byteOf(window.start());
        while (at <= lastByte) { // Bytes are counted below 2^60.
            int bytes = (int) Math.min(SEGMENT_BYTES, lastByte - at + 1);
            Arrays.fill(bits, (byte) 0);
            for (int index = 0; index < bytes; index++) {
                bits[index] = byteAt(at + index, window);
            }
            sink.segment(bits, 0, roundUpToWord(bytes), at);
            at += bytes;
            long finishedTo = at > lastByte ? window.end() : WheelBytes.firstNumber(at);
            context.progress(finishedTo);
            if (context.shouldStop()) {
                return finishedTo;
            }
        }
        return window.end();
    }

    private static byte byteAt(long byteIndex, UnsignedRange window) {
        long first = WheelBytes.firstNumber(byteIndex);
        int bits = 0;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            // Beyond 2^64 the sum is tiny, and such a wide window is never scanned this way.
            long number = first + WheelBytes.residue(bit);
            if (window.contains(number) && CandidateCounter.isPrime(number)) {
                bits |= 1 << bit;
            }
        }
        return (byte) bits;
    }

    private static int roundUpToWord(int bytes) {
        return (bytes + Long.BYTES - 1) & -Long.BYTES;
    }
}
