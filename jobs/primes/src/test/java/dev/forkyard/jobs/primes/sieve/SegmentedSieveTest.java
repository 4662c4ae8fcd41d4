package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrefixCount;
import dev.forkyard.jobs.primes.SlotTools;
import dev.forkyard.jobs.primes.Windows;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentedSieveTest {
    private static final long SEGMENT_NUMBERS = SieveSizes.SEGMENT_BYTES * 30L;

    // Above it, finding the big primes anew for each small window makes the test slow.
    private static final long QUICK_START_END = 1L << 46;
    private static final SegmentedSieve SIEVE = SlotTools.ofThisThread().sieve();
    private static final CandidateCounter CANDIDATES = new CandidateCounter();

    @Test
    void allWindowsBelow200AreCounted() {
        for (int start = 0; start < 200; start++) {
            for (int end = start + 1; end <= 200; end++) {
                assertAgrees(new UnsignedRange(start, end), "exhaustive");
            }
        }
    }

    @Test
    void windowsEndingOnAndAroundSquaresOfPrimesAgreeWithTests() {
        long[] primes = {7, 11, 31, 149, 151, 163, 1009, 65521, 65537, 1000003, 1048573, 1048583};
        for (long prime : primes) {
            for (int before = 0; before < 35; before += 7) {
                for (int after = -1; after <= 2; after++) {
                    long square = prime * prime;
                    assertAgrees(new UnsignedRange(square - before - 1, square + after), "square");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 32, 1L << 40, 1L << 50})
    void windowsAcrossPowersOfTwoAgreeWithTests(long power) {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            assertAgrees(
                    new UnsignedRange(power - random.nextInt(5000), power + random.nextInt(5000)),
                    "seed " + seed);
        }
    }

    @Test
    void randomWindowsAgreeWithTests() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            UnsignedRange window = Windows.random(random, 20_000);
            if (Long.compareUnsigned(window.end(), QUICK_START_END) < 0) {
                assertAgrees(window, "seed " + seed);
            }
        }
    }

    @Test
    void segmentBoundariesLoseNothing() {
        for (long boundary = SEGMENT_NUMBERS; boundary <= 3 * SEGMENT_NUMBERS; ) {
            for (int shift = -31; shift <= 31; shift++) {
                UnsignedRange left = new UnsignedRange(boundary - 100, boundary + shift);
                UnsignedRange right = new UnsignedRange(boundary + shift, boundary + 100);
                UnsignedRange both = new UnsignedRange(boundary - 100, boundary + 100);
                assertThat(count(left) + count(right)).isEqualTo(count(both));
            }
            boundary += SEGMENT_NUMBERS;
        }
    }

    @Test
    void sumOverAnyCutIsTheWhole() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            UnsignedRange window = Windows.random(random, 40_000_000);
            if (Long.compareUnsigned(window.end(), QUICK_START_END) < 0 && !window.isEmpty()) {
                assertThat(Windows.countCut(SIEVE, window, random))
                        .as("seed %d: %s", seed, window)
                        .isEqualTo(count(window));
            }
        }
    }

    @Test
    void sumOverSpansIsTheWhole() {
        UnsignedRange window = new UnsignedRange(1L << 51, (1L << 51) + 400_000_000);

        assertThat(Windows.countCut(SIEVE, window, new Random(1))).isEqualTo(count(window));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 40, 1L << 52})
    void stoppedCountIsAnExactPrefix(long start) {
        UnsignedRange window = new UnsignedRange(start, start + 6 * SEGMENT_NUMBERS);
        long whole = count(window);
        for (int look = 1; look <= 6; look++) {
            PrefixCount prefix = SIEVE.count(window, ScriptedTaskContext.cancelledAtLook(look));

            UnsignedRange rest = new UnsignedRange(prefix.finishedTo(), window.end());
            assertThat(prefix.count() + count(rest)).as("look %d", look).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 36, 1L << 44, (1L << 52) + 12345})
    void windowsThatGoOnFromTheLastOneAreCountedAsByThemselves(long start) {
        Random random = new Random(start);
        UnsignedRange whole =
                new UnsignedRange(
                        start, start + SieveSizes.WHOLE_SEGMENTS_MIN * SEGMENT_NUMBERS + 777);
        count(whole);
        long from = whole.end();
        for (int window = 0; window < 12; window++) {
            int width = 1 + random.nextInt(window % 3 == 0 ? 60 : 10_000);
            assertAgrees(new UnsignedRange(from, from + width), "window " + window);
            from += width;
        }
        UnsignedRange wide = new UnsignedRange(from, from + 3 * SEGMENT_NUMBERS);
        long goingOn = count(wide);
        count(new UnsignedRange(0, 1_000_000_000));
        assertThat(goingOn).as("%s", wide).isEqualTo(count(wide));
    }

    @Test
    void partsOfAFewSegmentsGoOnWhereAStartIsSlow() {
        long width = SieveSizes.WHOLE_SEGMENTS_MIN_HIGH * SEGMENT_NUMBERS + 4321;
        UnsignedRange whole = new UnsignedRange(1L << 49, (1L << 49) + 3 * width);
        long parts = 0;
        for (long from = whole.start(); from < whole.end(); from += width) {
            parts += count(new UnsignedRange(from, from + width));
        }

        count(new UnsignedRange(1000, 2000));
        assertThat(parts).isEqualTo(count(whole));
    }

    @Test
    void windowsBehindAStoppedOneGoOn() {
        UnsignedRange window =
                new UnsignedRange(1L << 52, (1L << 52) + 20 * SEGMENT_NUMBERS + 9999);
        long whole = count(window);

        PrefixCount prefix = SIEVE.count(window, ScriptedTaskContext.yieldingAtLook(1));
        UnsignedRange rest = new UnsignedRange(prefix.finishedTo(), window.end());

        assertThat(rest.isEmpty()).isFalse();
        assertThat(prefix.count() + count(rest)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000_000_000_000L, (1L << 54) + 3})
    void bigPrimesThatWereKeptCrossOffAsNewOnes(long start) {
        long width = SieveSizes.WHOLE_SEGMENTS_MIN * SEGMENT_NUMBERS + 1001;
        UnsignedRange first = new UnsignedRange(start, start + width);
        UnsignedRange second = new UnsignedRange(first.end(), first.end() + width);
        count(first);

        long goingOn = count(second);

        assertThat(count(first) + goingOn).isEqualTo(count(new UnsignedRange(start, second.end())));
        count(new UnsignedRange(1L << 50, (1L << 50) + 1000));
        assertThat(count(second)).isEqualTo(goingOn);
    }

    @Test
    void startNearTwoToThe64CanBeCancelled() {
        UnsignedRange window = new UnsignedRange(-1_000_000_001L, -1L);
        for (int look = 1; look < 300; look += 60) {
            ScriptedTaskContext context = ScriptedTaskContext.cancelledAtLook(look);

            PrefixCount prefix = SIEVE.count(window, context);

            assertThat(prefix).isEqualTo(new PrefixCount(window.start(), 0));
            assertThat(context.looks()).isEqualTo(look);
        }
    }

    private static long count(UnsignedRange window) {
        return Windows.count(SIEVE, window);
    }

    private static void assertAgrees(UnsignedRange window, String why) {
        assertThat(Windows.count(SIEVE, window))
                .as("%s: %s", why, window)
                .isEqualTo(Windows.count(CANDIDATES, window));
    }
}
