package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTurnsTest {
    private static final int LENGTH = SieveSizes.SEGMENT_BYTES;

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void partsCrossOffInTwoSegmentsWhatTheWheelTablesSay(int spokes) {
        for (int residueIndex = 0; residueIndex < 8; residueIndex++) {
            for (int a : new int[] {8_800, 17_000, 33_333}) {
                for (int next : new int[] {-250_000, -1, 0, 100_001}) {
                    assertThat(crossed(residueIndex, spokes, a, next))
                            .as("residue %d, a %d, next %d", residueIndex, a, next)
                            .isEqualTo(stepped(residueIndex, a, next));
                }
            }
        }
    }

    @Test
    void largestPartsStayInTheOverhang() {
        int half = SieveSizes.HALF_TURN_PRIME_MAX / 30;
        int quarter = SieveSizes.MEDIUM_PRIME_MAX / 30;

        assertThat(12 * half + 12).isLessThan(SieveSizes.TURN_PRIME_MAX);
        assertThat(6 * quarter + 6).isLessThan(SieveSizes.TURN_PRIME_MAX);
    }

    private static byte[] crossed(int residueIndex, int spokes, int a, int next) {
        Segment.LOCK.lock();
        try {
            PartTurns turns = new PartTurns(residueIndex, spokes);
            byte[] both = new byte[2 * LENGTH];
            Arrays.fill(Segment.BITS, (byte) -1);
            turns.start(a, next, 0);
            turns.crossOff(LENGTH);
            System.arraycopy(Segment.BITS, 0, both, 0, LENGTH);
            System.arraycopy(Segment.BITS, LENGTH, Segment.BITS, 0, LENGTH);
            turns.crossOff(2 * LENGTH);
            System.arraycopy(Segment.BITS, 0, both, LENGTH, LENGTH);
            return both;
        } finally {
            Segment.LOCK.unlock();
        }
    }

    private static byte[] stepped(int residueIndex, int a, int next) {
        byte[] bits = new byte[2 * LENGTH];
        Arrays.fill(bits, (byte) -1);
        int spoke = 8 * residueIndex;
        for (int at = next; at < bits.length; spoke = Wheel.NEXT[spoke]) {
            if (at >= 0) {
                bits[at] &= Wheel.CLEAR[spoke];
            }
            at += a * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
        }
        return bits;
    }
}
