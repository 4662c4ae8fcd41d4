package dev.forkyard.jobs.primes.nth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forkyard.common.range.UnsignedRange;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimeEstimateTest {
    /** li(10^k) from OEIS A052435 (rounded li − π) and A006880 (π). */
    @ParameterizedTest
    @CsvSource({
        "1000, 178",
        "1000000, 78628",
        "1000000000, 50849235",
        "1000000000000, 37607950281",
        "1000000000000000, 29844571475288",
        "1000000000000000000, 24739954309690415"
    })
    void integralIsTheLogarithmicOne(double x, double li) {
        double integral = LogIntegral.LI_2 + LogIntegral.over(2, x - 2);

        assertThat(integral).isCloseTo(li, within(1 + li * 1e-14));
    }

    /** π(10^k) of PRIMES.md: the π(10^k)-th prime is the last one below 10^k. */
    @ParameterizedTest
    @CsvSource({
        "10, 4",
        "1000, 168",
        "1000000, 78498",
        "1000000000, 50847534",
        "1000000000000, 37607912018",
        "1000000000000000, 29844570422669",
        "100000000000000000, 2623557157654233",
        "1000000000000000000, 24739954287740860",
        "10000000000000000000, 234057667276344607"
    })
    void windowHoldsThePrimeAndIsNarrow(String below, long n) {
        long x = Long.parseUnsignedLong(below);
        UnsignedRange window = new PrimeEstimate(0).window(0, n);

        assertThat(window.contains(PrimeWalk.down(x, 1))).isTrue();
        double root = Math.sqrt(UnsignedRange.toDouble(x));
        assertThat(window.widthAsDouble()).isLessThan(4000 + 3 * root);
    }

    @Test
    void narrowWindowsHighUpStayNarrow() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            long from = (1L << 60) + (random.nextLong() >>> 5);
            int n = 1 + random.nextInt(1_000_000);

            UnsignedRange window = new PrimeEstimate(from).window(from, n);

            double slackNumbers = 2 * 45 * (40 + 8 * Math.sqrt(n)) + 1000;
            assertThat(window.widthAsDouble()).as("seed %d", seed).isLessThan(slackNumbers);
            assertThat(Long.compareUnsigned(window.start(), from)).isNotNegative();
        }
    }

    @Test
    void searchGoesOnWhereTheEstimateMisses() {
        assertThat(PrimeWalk.up(90, 2)).hasValue(101);
        assertThat(PrimeWalk.up(0, 1)).hasValue(2);
        assertThat(PrimeWalk.up(-59L, 1)).hasValue(-59L);
        assertThat(PrimeWalk.up(-58L, 1)).isEmpty();
        assertThat(PrimeWalk.down(100, 1)).isEqualTo(97);
        assertThat(PrimeWalk.down(97, 2)).isEqualTo(83);
        assertThat(PrimeWalk.countFrom(-100_000L)).isPositive();
        assertThat(PrimeWalk.countFrom(-58L)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 29", "7, 1000", "29, 5000", "30, 31", "123456, 10000000"})
    void blocksCoverTheirWindowOnce(long start, long width) {
        UnsignedRange window = new UnsignedRange(start, start + width);
        Blocks blocks = Blocks.of(window);

        long at = start;
        for (long block = 0; block < blocks.count(); block++) {
            UnsignedRange numbers = blocks.numbers(new UnsignedRange(block, block + 1));
            assertThat(numbers.start()).isEqualTo(at);
            assertThat(numbers.isEmpty()).isFalse();
            assertThat(blocks.finished(numbers.end())).isEqualTo(block + 1);
            at = numbers.end();
        }
        assertThat(at).isEqualTo(window.end());
        assertThat(Blocks.decode(blocks.encode())).isEqualTo(blocks);
    }
}
