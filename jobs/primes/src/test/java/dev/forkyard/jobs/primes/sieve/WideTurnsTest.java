package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WideTurnsTest {
    private static final int LENGTH = 5000;
    private static final int COFACTORS = WideTurns.TURNS * Wheel.NUMBERS_PER_BYTE;

    @Test
    void wideTurnsCrossOffWhatTheWheelTablesSayButForMultiplesOfSeven() {
        for (int residueIndex = 0; residueIndex < 8; residueIndex++) {
            for (int a = 7; a < 40; a++) {
                byte[] turns = crossed(residueIndex, 3, a);
                byte[] steps = ones();

                int at = 3;
                int spoke = 8 * residueIndex;
                int cofactor = 1;
                while (at < LENGTH || cofactor != 1) {
                    if (cofactor % 7 != 0) {
                        steps[at] &= Wheel.CLEAR[spoke];
                    }
                    at += a * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
                    cofactor = (cofactor + Wheel.GAP[spoke]) % COFACTORS;
                    spoke = Wheel.NEXT[spoke];
                }
                assertThat(turns).as("residue %d a %d", residueIndex, a).isEqualTo(steps);
                assertThat(reached(residueIndex, 3, a)).isEqualTo(at);
            }
        }
    }

    @Test
    void turnsThatBeginBehindTheEndAreLeftAlone() {
        assertThat(crossed(7, LENGTH, 100)).isEqualTo(ones());
        assertThat(reached(7, LENGTH, 100)).isEqualTo(LENGTH);
    }

    @Test
    void largestTurnsStayInTheSegmentsOverhang() {
        assertThat(WideTurns.TURNS * SieveSizes.WIDE_TURN_PRIME_MAX)
                .isLessThan(SieveSizes.TURN_PRIME_MAX);
    }

    private static byte[] crossed(int residueIndex, int at, int a) {
        Segment.LOCK.lock();
        try {
            Arrays.fill(Segment.BITS, (byte) -1);
            WideTurns.cross(residueIndex, new int[] {at}, new int[] {a}, 0, 1, LENGTH);
            return Arrays.copyOf(Segment.BITS, 4 * LENGTH);
        } finally {
            Segment.LOCK.unlock();
        }
    }

    private static int reached(int residueIndex, int at, int a) {
        int[] ats = {at};
        WideTurns.cross(residueIndex, ats, new int[] {a}, 0, 1, LENGTH);
        return ats[0];
    }

    private static byte[] ones() {
        byte[] bits = new byte[4 * LENGTH];
        Arrays.fill(bits, (byte) -1);
        return bits;
    }
}
