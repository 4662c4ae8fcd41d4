package dev.forkyard.jobs.captcha.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static RandomStream seeded(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return RandomStream.seeded(key);
    }

    @Test
    void sameKeyGivesTheSameNumbersAcrossBlocks() {
        assertThat(seeded(1).bytes(20_000)).isEqualTo(seeded(1).bytes(20_000));
        assertThat(seeded(1).bytes(32)).isNotEqualTo(seeded(2).bytes(32));
    }

    @Test
    void secureStreamsDiffer() {
        assertThat(RandomStream.secure().bytes(32)).isNotEqualTo(RandomStream.secure().bytes(32));
    }

    @Test
    void noBlockRepeatsAnother() {
        byte[] bytes = seeded(3).bytes(2_200_000);

        for (int block = 1; block < 500; block++) {
            assertThat(Arrays.equals(bytes, 0, 32, bytes, block * 4096, block * 4096 + 32))
                    .isFalse();
        }
    }

    @Test
    void boundsAreKeptAndEveryNumberIsAboutAsLikely() {
        RandomStream random = seeded(4);
        int[] seen = new int[24];
        for (int draw = 0; draw < 240_000; draw++) {
            seen[random.below(24)]++;
        }

        double chiSquared = 0;
        for (int count : seen) {
            chiSquared += (count - 10_000.0) * (count - 10_000.0) / 10_000;
        }
        // 23 degrees of freedom: above 50 in one of a thousand; the seed is fixed.
        assertThat(chiSquared).isLessThan(50);
    }

    @Test
    void edgesOfIntervalsAreReached() {
        RandomStream random = seeded(5);
        boolean least = false;
        boolean most = false;
        for (int draw = 0; draw < 1000; draw++) {
            int number = random.between(-2, 2);
            least |= number == -2;
            most |= number == 2;
            assertThat(number).isBetween(-2, 2);
            assertThat(random.between(1f, 2f)).isBetween(1f, 2f);
            assertThat(random.below(1)).isZero();
        }
        assertThat(least && most).isTrue();
        assertThat(random.between(0, Integer.MAX_VALUE - 1)).isNotNegative();
    }
}
