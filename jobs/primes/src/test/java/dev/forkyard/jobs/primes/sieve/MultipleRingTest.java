package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipleRingTest {
    private static final int SEGMENT = SieveSizes.SEGMENT_BYTES;
    private static final int AHEAD = MultipleRing.SLOTS - 1;

    @Test
    void multiplesAreCrossedOffInTheirSegmentAndOnce() {
        MultipleRing ring = new MultipleRing();
        byte[][] expected = new byte[4 * MultipleRing.SLOTS][];
        for (int seed = 0; seed < 2 * MultipleRing.SLOTS; seed++) {
            Random random = new Random(seed);
            put(ring, seed, random, seed % 7 == 0 ? 50_000 : 500, expected);

            assertThat(crossed(ring, seed)).as("segment %d", seed).isEqualTo(bits(expected, seed));
            expected[seed] = null;
        }
    }

    @Test
    void clearedRingHasNoMultiples() {
        MultipleRing ring = new MultipleRing();
        put(ring, 0, new Random(1), 100_000, new byte[MultipleRing.SLOTS][]);

        ring.clear();

        for (int segment = 0; segment < MultipleRing.SLOTS; segment++) {
            assertThat(crossed(ring, segment)).isEqualTo(bits(new byte[1][], 0));
        }
    }

    private static void put(
            MultipleRing ring, int segment, Random random, int multiples, byte[][] expected) {
        ring.reserve(multiples);
        int slot = segment & (MultipleRing.SLOTS - 1);
        for (int multiple = 0; multiple < multiples; multiple++) {
            int to = random.nextInt(AHEAD * SEGMENT);
            int mask = ~(1 << random.nextInt(8)) & 255;
            ring.put(ring.pool(), ring.tails(), slot, to, mask);
            bits(expected, segment + to / SEGMENT)[to % SEGMENT] &= (byte) mask;
        }
    }

    private static byte[] bits(byte[][] segments, int segment) {
        if (segments[segment] == null) {
            segments[segment] = new byte[SEGMENT];
            Arrays.fill(segments[segment], (byte) -1);
        }
        return segments[segment];
    }

    private static byte[] crossed(MultipleRing ring, int segment) {
        Segment.LOCK.lock();
        try {
            Arrays.fill(Segment.BITS, (byte) -1);
            ring.crossOff(segment & (MultipleRing.SLOTS - 1));
            return Arrays.copyOf(Segment.BITS, SEGMENT);
        } finally {
            Segment.LOCK.unlock();
        }
    }
}
