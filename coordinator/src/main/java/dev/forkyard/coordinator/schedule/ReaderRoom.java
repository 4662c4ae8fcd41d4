package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.IntervalSet;
import dev.forkyard.common.range.UnsignedRange;

/**
 * How far a stage in order may be handed out: a window beyond what its reader took. Confined to the
 * loop thread.
 *
 * <p>A reader who takes little at a time makes little room at a time. It is not used before it is
 * an eighth of the window and holds a smallest part, or a few narrow parts would bring forth narrow
 * ones for ever (the silly window syndrome of RFC 813). That cannot hang: once the reader took all
 * that was handed out, a whole window is free.
 */
final class ReaderRoom {
    private static final int SHARES = 8;

    private final StageShape shape;
    private long takenTo;

    ReaderRoom(StageShape shape) {
        this.shape = shape;
        this.takenTo = shape.extent().start();
    }

    /**
     * The reader took all numbers below one.
     *
     * @return false, with nothing done, if that is no news or beyond the stage
     */
    boolean taken(long to) {
        boolean forward = Long.compareUnsigned(to, takenTo) > 0;
        if (!forward || Long.compareUnsigned(to, shape.extent().end()) > 0) {
            return false;
        }
        takenTo = to;
        return true;
    }

    /** Below which number everything was taken. */
    long takenTo() {
        return takenTo;
    }

    /** What can be cut now: of the lowest hole what has room, empty while that is too little. */
    UnsignedRange open(IntervalSet unassigned) {
        UnsignedRange hole = unassigned.lowest().orElse(UnsignedRange.EMPTY);
        long limit = limit();
        if (Long.compareUnsigned(hole.end(), limit) <= 0) {
            return hole;
        }
        boolean some = Long.compareUnsigned(limit, hole.start()) > 0;
        return some && isWorthwhile(limit - hole.start())
                ? new UnsignedRange(hole.start(), limit)
                : UnsignedRange.EMPTY;
    }

    private boolean isWorthwhile(long width) {
        return Long.compareUnsigned(width, shape.smallestPart()) >= 0
                && Long.compareUnsigned(width, Long.divideUnsigned(shape.window(), SHARES)) >= 0;
    }

    /** The first number that may not be handed out. */
    private long limit() {
        long end = shape.extent().end();
        boolean all = Long.compareUnsigned(end - takenTo, shape.window()) <= 0;
        return all ? end : takenTo + shape.window();
    }
}
