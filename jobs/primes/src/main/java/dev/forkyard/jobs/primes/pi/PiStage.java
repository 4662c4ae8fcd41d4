package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;

/**
 * One sum of the formula for one x: what every task of a stage gets. Immutable.
 *
 * @param kind which sum
 * @param bounds for which x, cut where
 */
public record PiStage(LeafKind kind, PiBounds bounds) {
    // Layout, big-endian: tag (1 byte), kind (1), x, y, z (8 each). The tag tells such a stage from
    // those of the sieve, whose first byte is their version.
    private static final byte TAG = 'p';
    private static final int BYTES = 2 + 3 * Long.BYTES;

    /** Tells whether a stage's bytes are of this kind. */
    public static boolean isEncoded(byte[] encoded) {
        return encoded.length > 0 && encoded[0] == TAG;
    }

    /** The stage as bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(TAG)
                .put(kind.code())
                .putLong(bounds.x())
                .putLong(bounds.y())
                .putLong(bounds.z())
                .array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static PiStage decode(byte[] encoded) {
        if (encoded.length != BYTES || !isEncoded(encoded)) {
            throw new IllegalArgumentException(
                    "stage of π has %d bytes, %d expected".formatted(encoded.length, BYTES));
        }
        ByteBuffer bytes = ByteBuffer.wrap(encoded, 1, BYTES - 1);
        LeafKind kind = LeafKind.ofCode(bytes.get());
        return new PiStage(kind, new PiBounds(bytes.getLong(), bytes.getLong(), bytes.getLong()));
    }

    /** What there is to cut: units of work, multipliers, or one item. */
    public UnsignedRange extent() {
        return switch (kind) {
            case HARD, PAIRS, EASY -> new UnsignedRange(0, scale().units());
            case ORDINARY -> OrdinaryLeaves.extent(bounds);
            case SIGMA -> new UnsignedRange(0, 1);
        };
    }

    /** The units of a sum over a window of u. */
    WorkScale scale() {
        return switch (kind) {
            case HARD -> HardLeaves.scale(bounds);
            case PAIRS -> PrimePairs.scale(bounds);
            case EASY -> EasyLeaves.scale(bounds);
            case ORDINARY, SIGMA -> throw new IllegalStateException(kind + " has no window");
        };
    }
}
