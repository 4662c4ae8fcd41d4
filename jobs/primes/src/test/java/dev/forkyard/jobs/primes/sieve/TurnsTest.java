package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void turnsCrossOffWhatTheWheelTablesSay() {
        for (int residueIndex = 0; residueIndex < 8; residueIndex++) {
            for (int a = 1; a < 40; a++) {
                byte[] turns = ones();
                byte[] steps = ones();

                int reached = Turns.cross(turns, residueIndex, 3, turns.length, a);

                int at = 3;
                int spoke = 8 * residueIndex;
                while (at < reached) {
                    steps[at] &= Wheel.CLEAR[spoke];
                    at += a * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
                    spoke = Wheel.NEXT[spoke];
                }
                assertThat(at).isEqualTo(reached);
                assertThat(spoke & 7).isZero();
                assertThat(turns).as("residue %d a %d", residueIndex, a).isEqualTo(steps);
                assertThat(reached + 28 * a + 29).isGreaterThanOrEqualTo(turns.length);
            }
        }
    }

    @Test
    void numbersBeyondTheArrayAreLeftAlone() {
        byte[] bits = ones();

        assertThat(Turns.cross(bits, 7, 0, bits.length, 1 << 20)).isZero();
        assertThat(bits).isEqualTo(ones());
    }

    private static byte[] ones() {
        byte[] bits = new byte[5000];
        Arrays.fill(bits, (byte) -1);
        return bits;
    }
}
