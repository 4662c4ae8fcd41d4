package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.job.TaskContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The stencil of all primes above {@link SieveSizes#MEDIUM_PRIME_MAX}: ring primes segment by
 * segment, big primes span by span. Confined to one thread.
 */
final class HighPrimes implements SegmentStencil {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SEGMENT_BYTES = SieveSizes.SEGMENT_BYTES;

    private final RingPrimes ringPrimes;
    private final BigPrimes bigPrimes;
    private TaskContext context;
    private byte[] span = new byte[0];
    private boolean hasBigPrimes;
    private int spanAt;
    private int spanLength;

    /**
     * @param source of the primes
     * @param context asked whether to stop, until there is another
     */
    HighPrimes(PrimeSource source, TaskContext context) {
        ringPrimes = new RingPrimes(source);
        bigPrimes = new BigPrimes(source);
        this.context = context;
    }

    /** Asks another context from now on. */
    void ask(TaskContext context) {
        this.context = context;
    }

    @Override
    public void open() {
        ringPrimes.clear();
        spanAt = 0;
        spanLength = 0;
    }

    @Override
    public boolean prepare(long segmentByte, long ahead, boolean whole) {
        long root = Wheel.rootBelow(segmentByte + SEGMENT_BYTES);
        long limit = Math.min(root, SieveSizes.RING_PRIME_MAX);
        return ringPrimes.start(segmentByte, limit, context)
                && (spanAt < spanLength || openSpan(segmentByte, ahead, whole));
    }

    private boolean openSpan(long firstByte, long ahead, boolean whole) {
        long wanted = whole ? (ahead + SEGMENT_BYTES - 1) & -SEGMENT_BYTES : ahead;
        spanAt = 0;
        spanLength = (int) Math.min(wanted, SieveSizes.SPAN_BYTES_MAX);
        long root = Wheel.rootBelow(firstByte + spanLength);
        hasBigPrimes = root > SieveSizes.RING_PRIME_MAX;
        if (!hasBigPrimes) {
            return true;
        }
        // The old array goes first, so that a small heap never has to hold both.
        if (spanLength > span.length) {
            span = new byte[0];
            span = new byte[spanLength];
        }
        Arrays.fill(span, 0, spanLength, (byte) -1);
        return bigPrimes.crossOff(span, spanLength, firstByte, root, whole, context);
    }

    @Override
    public void crossOff(int length) {
        ringPrimes.crossOff();
        if (hasBigPrimes) {
            byte[] bits = Segment.BITS;
            for (int at = 0; at < length; at += Long.BYTES) {
                long left = (long) WORDS.get(bits, at) & (long) WORDS.get(span, spanAt + at);
                WORDS.set(bits, at, left);
            }
        }
        spanAt += length;
    }
}
