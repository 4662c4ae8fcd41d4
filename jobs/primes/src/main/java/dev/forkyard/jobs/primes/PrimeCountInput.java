package dev.forkyard.jobs.primes;

import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job {@code primes.count/1} is asked: the ranges to count in, each by itself. Immutable.
 *
 * @param ranges 1…{@value #RANGES_MAX}; they may be empty and may overlap
 * @param method how to count
 * @param bias what this machine says to {@link CountMethod#AUTO}
 */
public record PrimeCountInput(List<UnsignedRange> ranges, CountMethod method, PiBias bias) {
    /** The most ranges of one job. */
    public static final int RANGES_MAX = 10_000;

    // Layout, big-endian: version (1 byte), method (1), bias (1), number of ranges (4), start and
    // end (8 each).
    private static final byte VERSION = 2;
    private static final int BIAS_AT = 2;
    private static final int HEADER_BYTES = 7;
    private static final int RANGE_BYTES = 16;

    /**
     * @throws IllegalArgumentException if there are no ranges or too many
     */
    public PrimeCountInput {
        ranges = List.copyOf(ranges);
        checkCount(ranges.size());
    }

    /** An input that knows nothing of the machine. */
    public PrimeCountInput(List<UnsignedRange> ranges, CountMethod method) {
        this(ranges, method, PiBias.NONE);
    }

    /** Makes an input of one range. */
    public static PrimeCountInput of(UnsignedRange range, CountMethod method) {
        return new PrimeCountInput(List.of(range), method);
    }

    /** The input as bytes. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + RANGE_BYTES * ranges.size());
        bytes.put(VERSION).put(method.code()).put(bias.code()).putInt(ranges.size());
        for (UnsignedRange range : ranges) {
            bytes.putLong(range.start()).putLong(range.end());
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static PrimeCountInput decode(byte[] encoded) {
        return decode(encoded, Integer.MAX_VALUE);
    }

    /**
     * Reads the first ranges only, for those who show no more: a list of jobs may have many long
     * ones.
     *
     * @param most how many at most, ≥ 1
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static PrimeCountInput decode(byte[] encoded, int most) {
        ByteBuffer bytes = Codec.open("prime count input", encoded, VERSION, HEADER_BYTES);
        CountMethod method = CountMethod.ofCode(bytes.get());
        PiBias bias = new PiBias(bytes.get());
        int count = bytes.getInt();
        checkCount(count);
        Codec.checkRemaining("prime count input", bytes, RANGE_BYTES * count);
        List<UnsignedRange> ranges = new ArrayList<>(Math.min(count, most));
        for (int index = 0; index < Math.min(count, most); index++) {
            ranges.add(new UnsignedRange(bytes.getLong(), bytes.getLong()));
        }
        return new PrimeCountInput(ranges, method, bias);
    }

    /** What {@link #encode} wrote with another bias, without looking at the ranges. */
    static byte[] biased(byte[] encoded, PiBias bias) {
        if (encoded.length < HEADER_BYTES || encoded[BIAS_AT] == bias.code()) {
            return encoded;
        }
        byte[] biased = encoded.clone();
        biased[BIAS_AT] = bias.code();
        return biased;
    }

    private static void checkCount(int count) {
        if (count < 1 || count > RANGES_MAX) {
            throw new IllegalArgumentException(
                    "input has %d ranges, must be 1…%d".formatted(count, RANGES_MAX));
        }
    }
}
