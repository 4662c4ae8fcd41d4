package dev.forkyard.jobs.primes.primality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrefixCount;
import dev.forkyard.jobs.primes.Windows;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateCounterTest {
    // PRIMES.md: Carmichael numbers, pseudoprimes, squares and the product of neighbors of 2^16.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "561",
                "1105",
                "3825123056546413051",
                "341",
                "3215031751",
                "3474749660383",
                "961",
                "26569",
                "63001",
                "66049",
                "1018081",
                "1000018000081",
                "4294049777",
                "18446744030759878681",
                "18446744073709551615"
            })
    void compositesAreRecognized(String number) {
        assertThat(CandidateCounter.isPrime(Long.parseUnsignedLong(number))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "3",
                "5",
                "7",
                "251",
                "257",
                "7919",
                "15485863",
                "2038074743",
                "22801763489",
                "4294967291",
                "9223372036854775783",
                "9223372036854775837",
                "18446744073709551557"
            })
    void primesAreRecognized(String number) {
        assertThat(CandidateCounter.isPrime(Long.parseUnsignedLong(number))).isTrue();
    }

    @Test
    void randomNumbersAgreeWithBigInteger() {
        for (int seed = 0; seed < 4000; seed++) {
            Random random = new Random(seed);
            long number = random.nextLong() >>> random.nextInt(Long.SIZE) | 1;

            assertThat(CandidateCounter.isPrime(number))
                    .as("seed %d: %s", seed, Long.toUnsignedString(number))
                    .isEqualTo(new BigInteger(Long.toUnsignedString(number)).isProbablePrime(60));
        }
    }

    @Test
    void squaresAndProductsOfPrimesBelowTwoToThe32AreComposite() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            long p = BigInteger.probablePrime(32, random).longValue();
            long q = BigInteger.probablePrime(32, random).longValue();

            assertThat(CandidateCounter.isPrime(p * q)).as("seed %d", seed).isFalse();
            assertThat(CandidateCounter.isPrime(p * p)).as("seed %d", seed).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 31, 1L << 32, Long.MIN_VALUE - 20_000, -20_001L})
    void stoppedCountIsAnExactPrefix(long start) {
        UnsignedRange window = new UnsignedRange(start, start + 20_000);
        CandidateCounter counter = new CandidateCounter();
        for (int look = 1; look < 20; look++) {
            PrefixCount prefix = counter.count(window, ScriptedTaskContext.cancelledAtLook(look));

            UnsignedRange done = new UnsignedRange(start, prefix.finishedTo());
            UnsignedRange rest = new UnsignedRange(prefix.finishedTo(), window.end());
            assertThat(rest.isEmpty()).isFalse();
            assertThat(prefix.count()).isEqualTo(Windows.count(counter, done));
            assertThat(prefix.count() + Windows.count(counter, rest))
                    .isEqualTo(Windows.count(counter, window));
        }
    }

    @Test
    void sumOverAnyCutIsTheWholeAtAllMagnitudes() {
        CandidateCounter counter = new CandidateCounter();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            UnsignedRange window = Windows.random(random, 20_000);

            assertThat(Windows.countCut(counter, window, random))
                    .as("seed %d: %s", seed, window)
                    .isEqualTo(Windows.count(counter, window));
        }
    }

    @Test
    void windowsAtTheVeryEndAreCounted() {
        CandidateCounter counter = new CandidateCounter();
        for (long width = 1; width < 80; width++) {
            long expected = width < 58 ? 0 : 1; // 2^64 − 59 is the only prime above 2^64 − 83.

            assertThat(Windows.count(counter, new UnsignedRange(-1L - width, -1L)))
                    .as("width %d", width)
                    .isEqualTo(expected);
        }
    }
}
