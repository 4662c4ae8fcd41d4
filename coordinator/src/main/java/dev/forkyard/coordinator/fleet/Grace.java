package dev.forkyard.coordinator.fleet;

/**
 * The time that an attempt has for its end once it is told to stop. Immutable.
 *
 * <p>Its worker is asked what its threads do while half of it is left, or {@link
 * FleetKills#LOOK_NANOS_MAX} if that is more: early enough for the answer of a slow machine, late
 * enough that nobody asks who obeys.
 *
 * @param lookNanos from when on its worker is looked at
 * @param endNanos when the worker is killed
 */
record Grace(long lookNanos, long endNanos) {
    /** Of an attempt that was not told to stop. */
    static final Grace ENDLESS = new Grace(Member.NEVER, Member.NEVER);

    /** This one, or one of that length that begins now, if that ends earlier. */
    Grace atMost(long nowNanos, long lengthNanos) {
        long end = nowNanos + lengthNanos;
        long look = end - Math.max(FleetKills.LOOK_NANOS_MAX, lengthNanos / 2);
        return end < endNanos ? new Grace(look, end) : this;
    }
}
