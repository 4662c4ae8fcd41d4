package dev.forkyard.jobs.primes.pi;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a window contributes to a sum over leaves each of which needs counts from 1 up to a number
 * in the window. Immutable.
 *
 * <p>A window knows only its own numbers. So it returns its leaves' sum as if counting began with
 * it, and by kind of count: how many its own numbers add (for the windows behind it) and with what
 * weight its leaves use the count (for the windows before it). Two adjacent windows make one: the
 * operation is associative, and a job keeps one value for each run of finished windows, not one for
 * each part. All arithmetic is modulo 2^64.
 *
 * @param sum the leaves' sum, counts beginning at the window's start
 * @param counts by kind: what the window's numbers add to the count
 * @param weights by kind: the sum of its leaves' factors of the count; as many as counts
 */
record LeafFold(long sum, long[] counts, long[] weights) {
    /** What an empty window contributes. */
    static final LeafFold NOTHING = new LeafFold(0, new long[0], new long[0]);

    // Layout, big-endian: version (1 byte), sum (8), number of kinds (4), then counts and weights,
    // zigzag in groups of seven bits, low ones first: most are below 2^28, so half of the bytes.
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + Long.BYTES + Integer.BYTES;
    private static final int VARINT_BYTES_MAX = 10;

    /** More kinds than x below 2^63 has primes up to its x^(1/4) or x/y². */
    static final int KINDS_MAX = 12_000;

    LeafFold {
        if (counts.length != weights.length || counts.length > KINDS_MAX) {
            throw new IllegalArgumentException(
                    "fold has %d counts and %d weights, at most %d of each"
                            .formatted(counts.length, weights.length, KINDS_MAX));
        }
    }

    /** A contribution that needs no counts. */
    static LeafFold of(long sum) {
        return new LeafFold(sum, new long[0], new long[0]);
    }

    /** What this window and the one that begins where it ends contribute together. */
    LeafFold then(LeafFold next) {
        int kinds = Math.max(counts.length, next.counts.length);
        long[] bothCounts = Arrays.copyOf(counts, kinds);
        long[] bothWeights = Arrays.copyOf(weights, kinds);
        long bothSum = sum + next.sum;
        for (int kind = 0; kind < next.counts.length; kind++) {
            bothSum += next.weights[kind] * bothCounts[kind];
            bothCounts[kind] += next.counts[kind];
            bothWeights[kind] += next.weights[kind];
        }
        return new LeafFold(bothSum, bothCounts, bothWeights);
    }

    /** The same with its first kind at most: nothing follows the last window of hard leaves. */
    LeafFold withoutHardKinds() {
        return counts.length <= 1 ? this : LeafFold.of(sum);
    }

    /** The fold as bytes. */
    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + 2 * VARINT_BYTES_MAX * counts.length);
        bytes.put(VERSION).putLong(sum).putInt(counts.length);
        for (int kind = 0; kind < counts.length; kind++) {
            put(bytes, counts[kind]);
            put(bytes, weights[kind]);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    static LeafFold decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        if (encoded.length < HEADER_BYTES || bytes.get() != VERSION) {
            throw new IllegalArgumentException(
                    "leaf fold of %d bytes is too short or of another version"
                            .formatted(encoded.length));
        }
        long sum = bytes.getLong();
        int kinds = bytes.getInt();
        if (kinds < 0 || kinds > KINDS_MAX) {
            throw new IllegalArgumentException("leaf fold has %d kinds".formatted(kinds));
        }
        long[] counts = new long[kinds];
        long[] weights = new long[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            counts[kind] = get(bytes);
            weights[kind] = get(bytes);
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException(
                    "leaf fold has %d bytes too many".formatted(bytes.remaining()));
        }
        return new LeafFold(sum, counts, weights);
    }

    private static void put(ByteBuffer bytes, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long get(ByteBuffer bytes) {
        long rest = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw new IllegalArgumentException("leaf fold ends in the middle of a number");
            }
            byte group = bytes.get();
            rest |= (group & 0x7fL) << shift;
            if (group >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new IllegalArgumentException("leaf fold has a number of more than 64 bits");
    }
}
