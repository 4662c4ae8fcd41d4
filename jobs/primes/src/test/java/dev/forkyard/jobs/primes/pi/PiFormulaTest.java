package dev.forkyard.jobs.primes.pi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Windows;
import dev.forkyard.jobs.primes.sieve.Roots;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiFormulaTest {
    private static final PrimeTable TABLE = new PrimeTable(30_000_000);

    // π(10^k) from OEIS A006880, the powers of two from A007053.
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "2, 1",
        "10, 4",
        "100, 25",
        "1000, 168",
        "10000, 1229",
        "100000, 9592",
        "999999, 78498",
        "1000000, 78498",
        "10000000, 664579",
        "100000000, 5761455",
        "1000000000, 50847534",
        "2147483648, 105097565",
        "4294967296, 203280221",
        "10000000000, 455052511",
        "100000000000, 4118054813",
        "1000000000000, 37607912018",
        "1099511627776, 41203088796",
        "10000000000000, 346065536839"
    })
    void knownValuesAreMet(long x, long primes) {
        assertThat(new FormulaRun().whole(x)).isEqualTo(primes);
    }

    @Test
    void anyBoundsGiveTheSameValue() {
        FormulaRun run = new FormulaRun();
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            double size = random.nextDouble();
            long x = PiBounds.X_MIN + (long) (size * size * size * 29e6);
            PiBounds bounds =
                    PiBounds.of(x, 1 + 12 * random.nextDouble(), 1 + 6 * random.nextDouble());

            assertThat(run.whole(bounds)).as("seed %d: %s", seed, bounds).isEqualTo(TABLE.pi(x));
        }
    }

    @Test
    void squaresCubesAndTheirNeighboursAreExact() {
        FormulaRun run = new FormulaRun();
        for (long prime : new long[] {101, 103, 211, 1009, 1013, 2003, 4999}) {
            for (long power : new long[] {prime * prime, prime * prime * prime}) {
                for (long x = power - 1; x <= power + 1; x++) {
                    if (x >= PiBounds.X_MIN && x <= TABLE.limit()) {
                        assertThat(run.whole(x)).as("%d", x).isEqualTo(TABLE.pi(x));
                    }
                }
            }
        }
    }

    @Test
    void anyCutInAnyOrderWithAnyStopsGivesTheSameValue() {
        FormulaRun run = new FormulaRun();
        SegmentedSieve sieve = new SegmentedSieve();
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            long x = PiBounds.X_MIN + (long) Math.pow(10, 6 + 3.5 * random.nextDouble());
            PiBounds bounds =
                    PiBounds.of(x, 1 + 5 * random.nextDouble(), 1 + 3 * random.nextDouble());
            long expected = Windows.count(sieve, new UnsignedRange(0, x + 1));

            assertThat(run.cut(bounds, random)).as("seed %d: %s", seed, bounds).isEqualTo(expected);
        }
    }

    @Test
    void missingAndRepeatedPartsAreNoticed() {
        PiFormula formula = new PiFormula(10_000_000);
        byte[] payload = LeafFold.of(1).encode();

        formula.accept(0, new UnsignedRange(0, 5), payload);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> formula.accept(0, new UnsignedRange(4, 6), payload));
        assertThatIllegalStateException().isThrownBy(formula::value);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000",
        "1000000000",
        "1000000000000000",
        "1000000000000000000",
        "9223372036854775807"
    })
    void boundsAreInOrderUpToTheLargestNumber(long x) {
        PiBounds bounds = PiCost.bounds(x);

        assertThat(bounds.cubeRoot()).isLessThan(bounds.y());
        assertThat(bounds.y()).isLessThanOrEqualTo(bounds.z());
        assertThat(bounds.z()).isLessThan(Roots.floor(x));
        assertThat(bounds.star()).isBetween(Roots.floor(Roots.floor(x)), bounds.cubeRoot());
        assertThat(TABLE.pi(bounds.star())).isLessThan(LeafFold.KINDS_MAX);
    }
}
