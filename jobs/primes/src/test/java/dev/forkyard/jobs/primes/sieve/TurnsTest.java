package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int LENGTH = 5000;

    @Test
    void turnsCrossOffWhatTheWheelTablesSay() {
        for (int residueIndex = 0; residueIndex < 8; residueIndex++) {
            for (int a = 1; a < 40; a++) {
                byte[] turns = crossed(residueIndex, 3, a);
                byte[] steps = ones();

                int at = 3;
                int spoke = 8 * residueIndex;
                while (at < LENGTH || (spoke & 7) != 0) {
                    steps[at] &= Wheel.CLEAR[spoke];
                    at += a * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
                    spoke = Wheel.NEXT[spoke];
                }
                assertThat(turns).as("residue %d a %d", residueIndex, a).isEqualTo(steps);
                assertThat(reached(residueIndex, 3, a)).isEqualTo(at);
            }
        }
    }

    @Test
    void turnThatBeginsBehindTheEndIsLeftAlone() {
        assertThat(crossed(7, LENGTH, 100)).isEqualTo(ones());
        assertThat(reached(7, LENGTH, 100)).isEqualTo(LENGTH);
    }

    @Test
    void largestTurnStaysInTheSegmentsOverhang() {
        int largest = SieveSizes.TURN_PRIME_MAX / 30;

        assertThat(28 * largest + 28).isLessThan(SieveSizes.TURN_PRIME_MAX);
        assertThat(SieveSizes.SEGMENT_BYTES + SieveSizes.TURN_PRIME_MAX)
                .isLessThanOrEqualTo(Segment.BITS.length);
    }

    private static byte[] crossed(int residueIndex, int at, int a) {
        Segment.LOCK.lock();
        try {
            Arrays.fill(Segment.BITS, (byte) -1);
            Turns.cross(residueIndex, new int[] {at}, new int[] {a}, 0, 1, LENGTH);
            return Arrays.copyOf(Segment.BITS, 2 * LENGTH);
        } finally {
            Segment.LOCK.unlock();
        }
    }

    private static int reached(int residueIndex, int at, int a) {
        int[] ats = {at};
        Turns.cross(residueIndex, ats, new int[] {a}, 0, 1, LENGTH);
        return ats[0];
    }

    private static byte[] ones() {
        byte[] bits = new byte[2 * LENGTH];
        Arrays.fill(bits, (byte) -1);
        return bits;
    }
}
