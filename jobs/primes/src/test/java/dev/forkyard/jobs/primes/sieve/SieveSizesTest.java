package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What must hold between the sizes lest the sieve count wrong without a word. */
class SieveSizesTest {
    private static final int OVERHANG_BYTES = TurnPrimes.OVERHANG_BYTES;

    @Test
    void bytesAreFoundByMasks() {
        assertThat(Integer.bitCount(SieveSizes.SEGMENT_BYTES)).isOne();
        assertThat(Integer.bitCount(SieveSizes.SPAN_BYTES_MAX / SieveSizes.SEGMENT_BYTES)).isOne();
        assertThat(SieveSizes.SPAN_BYTES_MAX % SieveSizes.SEGMENT_BYTES).isZero();
        assertThat(SieveSizes.SEGMENT_BYTES % SieveSizes.CHUNK_BYTES).isZero();
    }

    @Test
    void overhangFitsBehindTheSegment() {
        assertThat(OVERHANG_BYTES).isLessThanOrEqualTo(SieveSizes.SEGMENT_BYTES);
        assertThat(OVERHANG_BYTES % Long.BYTES).isZero();
    }

    @Test
    void turnsStayInTheOverhang() {
        assertThat(SieveSizes.TURN_PRIME_MAX).isLessThanOrEqualTo(OVERHANG_BYTES);
        assertThat((long) WideTurns.TURNS * SieveSizes.WIDE_TURN_PRIME_MAX)
                .isLessThanOrEqualTo(OVERHANG_BYTES);
    }

    @Test
    void loopsOfTurnsEndByThemselves() {
        assertThat(SieveSizes.CHUNK_BYTES / PresievePatterns.PRIME_MAX).isLessThan(Turns.TURNS_MAX);
        assertThat(SieveSizes.SEGMENT_BYTES / SieveSizes.CHUNK_PRIME_MAX)
                .isLessThan(Turns.TURNS_MAX);
    }

    @Test
    void halvesOfTurnsStayInTheOverhang() {
        assertThat(longestHalf(SieveSizes.MEDIUM_PRIME_MAX)).isLessThanOrEqualTo(OVERHANG_BYTES);
    }

    @Test
    void halvesOfTurnsBeginInASegmentOnceAtMost() {
        assertThat(SieveSizes.TURN_PRIME_MAX).isGreaterThanOrEqualTo(SieveSizes.SEGMENT_BYTES);
    }

    @Test
    void masksOnPrimesChangeNothing() {
        assertThat(SieveSizes.TURN_PRIME_MAX / Wheel.NUMBERS_PER_BYTE).isLessThanOrEqualTo(Turns.A);
        assertThat(SieveSizes.WIDE_TURN_PRIME_MAX / Wheel.NUMBERS_PER_BYTE)
                .isLessThanOrEqualTo(WideTurns.A);
    }

    @Test
    void everyPrimeHasOneWayToCrossOff() {
        assertThat(
                        new int[] {
                            SieveSizes.CHUNK_PRIME_MAX,
                            SieveSizes.WIDE_TURN_PRIME_MAX,
                            SieveSizes.TURN_PRIME_MAX,
                            SieveSizes.MEDIUM_PRIME_MAX,
                            SieveSizes.RING_PRIME_MAX
                        })
                .isSorted();
    }

    @Test
    void recordsHoldEveryByteOfASegmentAndASpan() {
        assertThat(SieveSizes.SEGMENT_SHIFT)
                .as("bits 8 to 26 of a bucket's multiple")
                .isLessThanOrEqualTo(19);
        assertThat(SieveSizes.RING_PRIME_MAX / Wheel.NUMBERS_PER_BYTE)
                .as("bits 9 to 30 of a ring's record")
                .isLessThanOrEqualTo(PrimeRing.A_MAX);
        assertThat(PrimeRing.AT_SHIFT).as("above a ring's prime").isGreaterThan(30);
        assertThat(SieveSizes.SPAN_BYTES_MAX)
                .as("a state: a byte and a spoke")
                .isLessThanOrEqualTo(1 << 28);
    }

    /** From the first byte of half a turn to its last one, of the longest half of a prime. */
    private static int longestHalf(int prime) {
        int spokes = Wheel.RESIDUES.length / 2;
        int a = prime / Wheel.NUMBERS_PER_BYTE;
        int longest = 0;
        for (int first = 0; first < Wheel.GAP.length; first += spokes) {
            int reach = 0;
            for (int spoke = first; spoke < first + spokes - 1; spoke++) {
                reach += a * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
            }
            longest = Math.max(longest, reach);
        }
        return longest;
    }
}
