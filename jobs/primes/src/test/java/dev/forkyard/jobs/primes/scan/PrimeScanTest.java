package dev.forkyard.jobs.primes.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Reference;
import dev.forkyard.jobs.primes.SlotTools;
import dev.forkyard.jobs.primes.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrimeScanTest {
    private final PrimeScan scan = new PrimeScan(SlotTools.ofThisThread().sieve());

    @Test
    void shownPrimesAreThoseOfTheWindow() {
        for (int seed = 0; seed < 200; seed++) {
            UnsignedRange window = Windows.random(new Random(seed), 20_000);
            if (window.isEmpty()) {
                continue;
            }
            PrimeList list = new PrimeList();

            long finishedTo = scan.scan(window, ScriptedTaskContext.undisturbed(), list);

            assertThat(finishedTo).isEqualTo(window.end());
            assertThat(list.primes)
                    .as("seed %d: %s", seed, window)
                    .isEqualTo(Reference.primes(window));
        }
    }

    @Test
    void narrowWindowsHighUpAreShownWithoutASieve() {
        UnsignedRange window = new UnsignedRange(-100_000L, -1L);
        ScriptedTaskContext context = ScriptedTaskContext.undisturbed();
        PrimeList list = new PrimeList();

        assertThat(scan.scan(window, context, list)).isEqualTo(window.end());
        assertThat(list.primes).isEqualTo(Reference.primes(window));
        assertThat(context.looks()).isGreaterThan(5);
    }

    @Test
    void stoppedScanSaysHowFarItCame() {
        for (UnsignedRange window :
                List.of(new UnsignedRange(-100_000L, -1L), new UnsignedRange(1000, 200_000_000))) {
            PrimeList list = new PrimeList();

            long finishedTo = scan.scan(window, ScriptedTaskContext.cancelledAtLook(2), list);

            assertThat(window.contains(finishedTo)).isTrue();
            if (finishedTo - window.start() < 100_000) {
                assertThat(list.primes)
                        .isEqualTo(Reference.primes(new UnsignedRange(window.start(), finishedTo)));
            }
        }
    }

    private static final class PrimeList implements PrimeSink {
        private final List<Long> primes = new ArrayList<>();

        @Override
        public void small(int prime) {
            primes.add((long) prime);
        }

        @Override
        public void segment(byte[] bits, int from, int to, long firstByte) {
            for (int at = from; at < to; at += Long.BYTES) {
                long word = WheelBytes.word(bits, at);
                long first = WheelBytes.firstNumber(firstByte + (at - from));
                for (; word != 0; word &= word - 1) {
                    primes.add(first + WheelBytes.offset(Long.numberOfTrailingZeros(word)));
                }
            }
        }
    }
}
