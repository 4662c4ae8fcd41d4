package dev.forkyard.jobs.chaos;

/**
 * Some items of a job by their index: {@code start}, {@code start + step}, … below {@code end}.
 * Immutable.
 *
 * @param start the first item, ≥ 0
 * @param end above {@code start}; {@link Long#MAX_VALUE} for all that there are
 * @param step ≥ 1
 */
public record ItemSet(long start, long end, long step) {
    /**
     * @throws IllegalArgumentException if the set is empty
     */
    public ItemSet {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "items %s..%s are none; ranges are half-open"
                            .formatted(Long.toUnsignedString(start), Long.toUnsignedString(end)));
        }
        if (step < 1) {
            throw new IllegalArgumentException(
                    "every:%d is no distance, use 1 or more".formatted(step));
        }
    }

    /** One item. */
    public static ItemSet one(long index) {
        if (index < 0 || index >= ChaosInput.ITEMS_MAX) {
            throw new IllegalArgumentException(
                    "item must be 0…%d, was %s"
                            .formatted(ChaosInput.ITEMS_MAX - 1, Long.toUnsignedString(index)));
        }
        return new ItemSet(index, index + 1, 1);
    }

    /** The items from {@code start} to before {@code end}. */
    public static ItemSet range(long start, long end) {
        return new ItemSet(start, end, 1);
    }

    /** The items 0, {@code step}, twice {@code step} and so on. */
    public static ItemSet every(long step) {
        return new ItemSet(0, Long.MAX_VALUE, step);
    }

    /** Whether it goes on to the last item, whatever that is. */
    public boolean isOpen() {
        return end == Long.MAX_VALUE;
    }

    /** The first item from {@code from} on, {@link Long#MAX_VALUE} if there is none. */
    long next(long from) {
        if (from <= start) {
            return start;
        }
        long past = (from - start) % step;
        long next = past == 0 ? from : from + (step - past);
        return next < end ? next : Long.MAX_VALUE;
    }

    boolean fitsIn(long items) {
        return isOpen() ? start < items : end <= items;
    }

    /** As the command line writes it: {@code 7}, {@code 3..9} or {@code every:100}. */
    @Override
    public String toString() {
        if (isOpen()) {
            return "every:" + step;
        }
        return end - start == 1 ? Long.toString(start) : start + ".." + end;
    }
}
