package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which ranges are asked about, each by itself. Immutable.
 *
 * @param ranges 1…{@value #RANGES_MAX}; they may be empty and may overlap
 * @param options 0…255, for whoever asks: no bit of them changes what is computed
 */
public record RangesInput(List<UnsignedRange> ranges, int options) {
    /** The most ranges of one job. */
    public static final int RANGES_MAX = 10_000;

    // Layout, big-endian: version (1 byte), options (1), number of ranges (4), start and end (8
    // each).
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 6;
    private static final int RANGE_BYTES = 16;

    /**
     * @throws IllegalArgumentException if there are no ranges or too many, or the options are out
     *     of their range
     */
    public RangesInput {
        ranges = List.copyOf(ranges);
        checkCount(ranges.size());
        if (options < 0 || options > 255) {
            throw new IllegalArgumentException("options must be 0…255, were " + options);
        }
    }

    /** An input without options. */
    public static RangesInput of(List<UnsignedRange> ranges) {
        return new RangesInput(ranges, 0);
    }

    /** The input as bytes. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + RANGE_BYTES * ranges.size());
        bytes.put(VERSION).put((byte) options).putInt(ranges.size());
        ranges.forEach(range -> bytes.putLong(range.start()).putLong(range.end()));
        return bytes.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static RangesInput decode(byte[] encoded) {
        return decode(encoded, Integer.MAX_VALUE);
    }

    /**
     * Reads the first ranges only, for those who show no more: a list of jobs may have many long
     * ones.
     *
     * @param most how many at most, ≥ 1
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static RangesInput decode(byte[] encoded, int most) {
        ByteBuffer bytes = Codec.open("prime ranges input", encoded, VERSION, HEADER_BYTES);
        int options = bytes.get() & 0xff;
        int count = bytes.getInt();
        checkCount(count);
        Codec.checkRemaining("prime ranges input", bytes, RANGE_BYTES * count);
        List<UnsignedRange> ranges = new ArrayList<>(Math.min(count, most));
        for (int index = 0; index < Math.min(count, most); index++) {
            ranges.add(new UnsignedRange(bytes.getLong(), bytes.getLong()));
        }
        return new RangesInput(ranges, options);
    }

    static void checkCount(int count) {
        if (count < 1 || count > RANGES_MAX) {
            throw new IllegalArgumentException(
                    "there are %d ranges, must be 1…%d".formatted(count, RANGES_MAX));
        }
    }
}
