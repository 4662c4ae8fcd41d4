package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HalfTurnsTest {
    private static final int LENGTH = SieveSizes.SEGMENT_BYTES;

    @Test
    void halvesCrossOffInTwoSegmentsWhatTheWheelTablesSay() {
        for (int residueIndex = 0; residueIndex < 8; residueIndex++) {
            for (int a : new int[] {17_477, 22_000, 34_952}) {
                for (int next : new int[] {-250_000, -1, 0, 100_001}) {
                    assertThat(crossed(residueIndex, a, next))
                            .as("residue %d, a %d, next %d", residueIndex, a, next)
                            .isEqualTo(stepped(residueIndex, a, next));
                }
            }
        }
    }

    @Test
    void largestHalvesStayInTheOverhang() {
        int a = SieveSizes.MEDIUM_PRIME_MAX / 30;

        assertThat(12 * a + 12).isLessThan(TurnPrimes.OVERHANG_BYTES);
    }

    private static byte[] crossed(int residueIndex, int a, int next) {
        Segment.LOCK.lock();
        try {
            HalfTurns turns = new HalfTurns(residueIndex);
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
