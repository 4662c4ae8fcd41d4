package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer: a fold for each range. Immutable.
 *
 * @param answers in the input's order
 * @param options those of the input
 */
public record RangesResult<F>(List<RangeAnswer<F>> answers, int options) {
    // Layout, big-endian: version (1 byte), options (1), number of answers (4), then for each:
    // start
    // and end (8 each), fold.
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 6;
    private static final int RANGE_BYTES = 16;

    /** The answer for one range as it was asked for. Immutable. */
    public record RangeAnswer<F>(UnsignedRange range, F fold) {}

    /**
     * @throws IllegalArgumentException if there are no answers or too many
     */
    public RangesResult {
        answers = List.copyOf(answers);
        RangesInput.checkCount(answers.size());
    }

    /** The result as bytes. */
    public byte[] encode(RangeOperation<F> operation) {
        int answerBytes = RANGE_BYTES + operation.foldBytes();
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + answerBytes * answers.size());
        bytes.put(VERSION).put((byte) options).putInt(answers.size());
        for (RangeAnswer<F> answer : answers) {
            bytes.putLong(answer.range().start()).putLong(answer.range().end());
            operation.put(answer.fold(), bytes);
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static <F> RangesResult<F> decode(byte[] encoded, RangeOperation<F> operation) {
        String what = "result of " + operation.name();
        ByteBuffer bytes = Codec.open(what, encoded, VERSION, HEADER_BYTES);
        int options = bytes.get() & 0xff;
        int count = bytes.getInt();
        RangesInput.checkCount(count);
        Codec.checkRemaining(what, bytes, (RANGE_BYTES + operation.foldBytes()) * count);
        List<RangeAnswer<F>> answers = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            UnsignedRange range = new UnsignedRange(bytes.getLong(), bytes.getLong());
            answers.add(new RangeAnswer<>(range, operation.get(bytes)));
        }
        return new RangesResult<>(answers, options);
    }
}
