package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts that others made: primesieve 12.16 with {@code primesieve FIRST LAST} and primecount 7.6
 * with {@code primecount 1ek}. Windows are inclusive, as in those commands.
 */
class GoldenCountTest {
    private static final SegmentedSieve SIEVE = SlotTools.ofThisThread().sieve();

    @ParameterizedTest
    @CsvSource({
        "1, 4",
        "2, 25",
        "3, 168",
        "4, 1229",
        "5, 9592",
        "6, 78498",
        "7, 664579",
        "8, 5761455",
        "9, 50847534",
        "10, 455052511"
    })
    void primesUpToPowersOfTenAreCounted(int exponent, long count) throws Exception {
        long end = 1;
        for (int factor = 0; factor < exponent; factor++) {
            end *= 10;
        }

        assertThat(countByJob(new UnsignedRange(0, end + 1))).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"0, 2147483648, 105097565", "0, 4294967296, 203280221"})
    void primesUpToPowersOfTwoAreCounted(String first, String last, long count) throws Exception {
        assertThat(countByJob(Windows.inclusive(first, last))).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 1, 0",
        "4, 4, 0",
        "24, 28, 0",
        "0, 2, 1",
        "2, 2, 1",
        "7, 7, 1",
        "31, 31, 1",
        "0, 30, 10",
        "0, 31, 11",
        "4294967291, 4294967291, 1",
        "4294967295, 4294967297, 0",
        "4294967200, 4294967400, 9",
        "18446744030759878681, 18446744030759878681, 0",
        "9223372036854775783, 9223372036854775783, 1",
        "9223372036854775784, 9223372036854775836, 0",
        "9223372036854775837, 9223372036854775837, 1",
        "18446744073709551557, 18446744073709551557, 1",
        "18446744073709551558, 18446744073709551614, 0",
        "1000000000000000000, 1000000000000001000, 23",
        "1693182318746371, 1693182318747502, 1"
    })
    void narrowWindowsAreCountedBothWays(String first, String last, long count) throws Exception {
        UnsignedRange window = Windows.inclusive(first, last);

        assertThat(countByJob(window)).isEqualTo(count);
        assertThat(Windows.count(new CandidateCounter(), window)).isEqualTo(count);
        if (Long.compareUnsigned(window.end(), 1L << 53) < 0) {
            assertThat(Windows.count(SIEVE, window)).isEqualTo(count);
        }
    }

    // PRIMES.md writes the first window [9223372036853775807, 2^63−1].
    @ParameterizedTest
    @CsvSource({
        "9223372036853775807, 9223372036854775807, 22968",
        "9223372036853775808, 9223372036855775807, 45888",
        "18446744073708551616, 18446744073709551614, 22475",
        "999999999999000000, 1000000000001000000, 48198"
    })
    void millionsHighUpAreCounted(String first, String last, long count) throws Exception {
        assertThat(countByJob(Windows.inclusive(first, last))).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036853775808, 9223372036855775807, 45888",
        "18446744073708551616, 18446744073709551614, 22475"
    })
    void sieveItselfCountsMillionsHighUp(String first, String last, long count) {
        assertThat(Windows.count(SIEVE, Windows.inclusive(first, last))).isEqualTo(count);
    }

    // With all 203 million sieving primes, in the heap of 128 MiB that the module's pom gives the
    // tests. By Debian's primesieve 11.0, which got the same two numbers.
    @ParameterizedTest
    @CsvSource({"18446744072709551616, 18446744073709551614, 22537866"})
    void billionBelowTwoToThe64IsSieved(String first, String last, long count) {
        assertThat(Windows.count(SIEVE, Windows.inclusive(first, last))).isEqualTo(count);
    }

    private static long countByJob(UnsignedRange range) throws Exception {
        PrimeCountJob job = new PrimeCountJob();
        byte[] input = PrimeCountInput.of(range, CountMethod.AUTO).encode();
        JobPlan plan = job.planner().plan(input);
        var gatherer = job.newGatherer(input);
        TaskFunction task = job.newTaskFunction();
        for (int stage = 0; stage < plan.stages().size(); stage++) {
            UnsignedRange extent = plan.stages().get(stage).extent();
            TaskResult result =
                    task.execute(
                            new TaskInput(stage, plan.stages().get(stage).input(), extent),
                            ScriptedTaskContext.undisturbed());
            gatherer.accept(stage, extent, result.payload());
        }
        return PrimeCountResult.decode(gatherer.finish()).total();
    }
}
