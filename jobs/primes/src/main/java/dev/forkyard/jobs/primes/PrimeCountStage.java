package dev.forkyard.jobs.primes;

import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What every task of a stage gets: either nothing, and the part is the window to count in; or a
 * list of windows, and the part says which of them to count, by index. Immutable.
 *
 * @param windows empty for a range stage, 1…{@value #WINDOWS_MAX} for an item stage
 */
record PrimeCountStage(List<UnsignedRange> windows) {
    /** The most windows of an item stage, so that its longest part is well below a second. */
    static final int WINDOWS_MAX = 64;

    /** The stage that is one range. */
    static final PrimeCountStage RANGE = new PrimeCountStage(List.of());

    // Layout, big-endian: version (1 byte), number of windows (4), start and end (8 each).
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 5;
    private static final int WINDOW_BYTES = 16;

    /** As many bytes as a stage of one window has. */
    static final int ONE_WINDOW_BYTES = HEADER_BYTES + WINDOW_BYTES;

    PrimeCountStage {
        windows = List.copyOf(windows);
        checkCount(windows.size());
    }

    boolean isRange() {
        return windows.isEmpty();
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + WINDOW_BYTES * windows.size());
        bytes.put(VERSION).putInt(windows.size());
        for (UnsignedRange window : windows) {
            bytes.putLong(window.start()).putLong(window.end());
        }
        return bytes.array();
    }

    static PrimeCountStage decode(byte[] encoded) {
        ByteBuffer bytes = Codec.open("prime count stage", encoded, VERSION, HEADER_BYTES);
        int count = bytes.getInt();
        checkCount(count);
        Codec.checkRemaining("prime count stage", bytes, WINDOW_BYTES * count);
        List<UnsignedRange> windows = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            windows.add(new UnsignedRange(bytes.getLong(), bytes.getLong()));
        }
        return new PrimeCountStage(windows);
    }

    private static void checkCount(int count) {
        if (count < 0 || count > WINDOWS_MAX) {
            throw new IllegalArgumentException(
                    "stage has %d windows, at most %d".formatted(count, WINDOWS_MAX));
        }
    }
}
