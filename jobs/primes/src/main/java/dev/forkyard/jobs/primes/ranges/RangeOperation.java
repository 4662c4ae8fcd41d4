package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;

/**
 * What is to be found out about the primes of a range. Stateless.
 *
 * @param <F> a fold: what is known of a piece of a range; immutable
 */
public interface RangeOperation<F> {
    /** What the answer is called in messages, such as {@code sum}. */
    String name();

    /**
     * How many numbers of the same range a part must be shown before its own, so that nothing is
     * lost that a cut divides; 0…1000.
     */
    int lookBack();

    /**
     * Opens a part.
     *
     * @param shown what the sink will be shown: the part and what lies before it in its range, at
     *     most {@link #lookBack} numbers
     * @param partStart where the part begins, unsigned
     */
    PartSink<F> open(UnsignedRange shown, long partStart);

    /** The fold of a range without numbers. */
    F ofNothing();

    /** The fold of two adjoining pieces. Associative. */
    F join(F lower, F upper);

    /** How many bytes a fold has, 1…1000. */
    int foldBytes();

    /** Writes a fold. */
    void put(F fold, ByteBuffer to);

    /**
     * Reads what {@link #put} wrote.
     *
     * @throws IllegalArgumentException if it cannot be a fold
     */
    F get(ByteBuffer from);
}
