package dev.forkyard.coordinator.fleet;

import dev.forkyard.coordinator.engine.WorkerOutput;
import java.util.Arrays;

/**
 * The last {@value #KEPT_BYTES} bytes of a stream, each known by its position in all that was ever
 * written. Grows to that size as it is needed, since most workers print nothing. Thread-safe.
 */
final class OutputRing {
    static final int KEPT_BYTES = 64 * 1024;
    private static final int FIRST_BYTES = 1024;

    // All guarded by this.
    private byte[] ring = new byte[FIRST_BYTES];
    private long written;
    private boolean ended;

    synchronized void append(byte[] chunk, int length) {
        growFor(length);
        int skipped = Math.max(0, length - ring.length);
        written += skipped;
        int at = (int) (written % ring.length);
        int left = length - skipped;
        int first = Math.min(left, ring.length - at);
        System.arraycopy(chunk, skipped, ring, at, first);
        System.arraycopy(chunk, skipped + first, ring, 0, left - first);
        written += left;
    }

    /** Nothing will follow. */
    synchronized void end() {
        ended = true;
    }

    /** The position behind the last byte. */
    synchronized long position() {
        return written;
    }

    synchronized WorkerOutput.Slice read(long from, int most) {
        long oldest = Math.max(0, written - ring.length);
        long start = Math.max(from, oldest);
        int length = (int) Math.max(0, Math.min(most, written - start));
        byte[] bytes = new byte[length];
        int at = (int) (start % ring.length);
        int first = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, bytes, 0, first);
        System.arraycopy(ring, 0, bytes, first, length - first);
        return new WorkerOutput.Slice(start, bytes, ended && start + length >= written);
    }

    /** As long as nothing was overwritten, a position is also its place in a larger ring. */
    private void growFor(int length) {
        long needed = written + length;
        if (ring.length < KEPT_BYTES && needed > ring.length) {
            int size = ring.length;
            while (size < KEPT_BYTES && size < needed) {
                size *= 2;
            }
            ring = Arrays.copyOf(ring, size);
        }
    }
}
