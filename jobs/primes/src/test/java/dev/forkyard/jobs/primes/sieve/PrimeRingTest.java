package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrimeRingTest {
    private static final int SEGMENT = SieveSizes.SEGMENT_BYTES;
    private static final int SEGMENTS = PrimeRing.SLOTS + 8;

    @Test
    void primesCrossOffWhatTheirCofactorsSayInAllSegments() {
        PrimeRing ring = new PrimeRing();
        byte[][] expected = segments();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            put(ring, segment, segment % 7 == 0 ? 5_000 : 50, expected);

            assertThat(crossed(ring)).as("segment %d", segment).isEqualTo(expected[segment]);
        }
    }

    @Test
    void clearedRingHasNoPrimes() {
        PrimeRing ring = new PrimeRing();
        byte[] untouched = segments()[0];
        put(ring, 0, 100_000, segments());

        ring.clear();

        for (int segment = 0; segment < PrimeRing.SLOTS; segment++) {
            assertThat(crossed(ring)).isEqualTo(untouched);
        }
    }

    @Test
    void largestStepFromASegmentsEndHasAListOfItsOwn() {
        long step = SieveSizes.RING_PRIME_MAX / 30L * WideWheel.GAP_MAX + WideWheel.CARRY_MAX;

        assertThat((SEGMENT - 1 + step) / SEGMENT).isLessThan(PrimeRing.SLOTS);
    }

    /**
     * Puts numbers on the wheel as primes, with their next multiple in the segment or behind it.
     */
    private static void put(PrimeRing ring, int segment, int primes, byte[][] expected) {
        Random random = new Random(segment);
        ring.reserve(primes);
        for (int prime = 0; prime < primes; prime++) {
            int residue = random.nextInt(8);
            int a = 40_000 + random.nextInt(SieveSizes.RING_PRIME_MAX / 30 - 40_000);
            long number = 30L * a + Wheel.RESIDUES[residue];
            int index = random.nextInt(WideWheel.SPOKES);
            long cofactor = cofactor(index);
            int at = random.nextInt(SEGMENT + a * WideWheel.GAP_MAX);
            ring.put(a, at, WideWheel.SPOKES * residue + index);
            // Where the multiple would lie if bytes were counted from the byte of 0.
            long firstByte = number * cofactor / 30 - at - (long) segment * SEGMENT;
            crossOff(expected, number, cofactor, firstByte);
        }
    }

    private static void crossOff(byte[][] expected, long prime, long first, long firstByte) {
        long end = (long) SEGMENTS * SEGMENT;
        for (long cofactor = first; prime * cofactor / 30 - firstByte < end; cofactor++) {
            if (isOnWheel(cofactor)) {
                long at = prime * cofactor / 30 - firstByte;
                int bit = Wheel.INDEX[(int) (prime * cofactor % 30)];
                expected[(int) (at / SEGMENT)][(int) (at % SEGMENT)] &= (byte) ~(1 << bit);
            }
        }
    }

    private static long cofactor(int index) {
        long cofactor = 0;
        for (int left = index; left >= 0; left--) {
            do {
                cofactor++;
            } while (!isOnWheel(cofactor));
        }
        return cofactor;
    }

    private static boolean isOnWheel(long cofactor) {
        return cofactor % 2 != 0 && cofactor % 3 != 0 && cofactor % 5 != 0 && cofactor % 7 != 0;
    }

    private static byte[][] segments() {
        byte[][] segments = new byte[SEGMENTS][SEGMENT];
        for (byte[] segment : segments) {
            Arrays.fill(segment, (byte) -1);
        }
        return segments;
    }

    private static byte[] crossed(PrimeRing ring) {
        Segment.LOCK.lock();
        try {
            Arrays.fill(Segment.BITS, (byte) -1);
            ring.crossOff();
            return Arrays.copyOf(Segment.BITS, SEGMENT);
        } finally {
            Segment.LOCK.unlock();
        }
    }
}
