package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RootsTest {
    @Test
    void rootsAgreeWithBigInteger() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            long number = random.nextLong() >>> random.nextInt(Long.SIZE);
            check(number);
        }
    }

    @Test
    void rootsAroundSquaresAreExact() {
        for (int seed = 0; seed < 20_000; seed++) {
            long root = 1 + (new Random(seed).nextInt() & 0xffffffffL);
            for (int offset = -1; offset <= 1; offset++) {
                check(root * root + offset);
            }
        }
        check(-1L);
        check(0);
    }

    private static void check(long number) {
        BigInteger exact = new BigInteger(Long.toUnsignedString(number)).sqrt();

        assertThat(Roots.floor(number))
                .as("%s", Long.toUnsignedString(number))
                .isEqualTo(exact.longValueExact());
    }
}
