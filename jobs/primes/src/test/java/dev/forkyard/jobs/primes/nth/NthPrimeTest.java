package dev.forkyard.jobs.primes.nth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeContract;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.JobRun;
import dev.forkyard.jobs.primes.Reference;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NthPrimeTest extends JobTypeContract {
    /**
     * {@code primesieve -n N FROM-1}, which counts from the number after; 10^8 and more from
     * PRIMES.md; above 10^17 the primes that Python's pow proves.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 2",
        "2, 0, 3",
        "3, 2, 5",
        "1, 3, 3",
        "1, 4, 5",
        "25, 0, 97",
        "1000, 0, 7919",
        "1000000, 0, 15485863",
        "100000000, 0, 2038074743",
        "1000000000, 0, 22801763489",
        "1, 1000000000000, 1000000000039",
        "1, 1000000000039, 1000000000039",
        "1000, 1000000000000, 1000000027577",
        "100000, 1000000000000, 1000002761677",
        "1000, 1000000000000000, 1000000000036547",
        "3, 1000000000000000000, 1000000000000000031",
        "100, 1000000000000000000, 1000000000000004447",
        "100, 9223372036854770808, 9223372036854774937",
        "100, 18446744073709541616, 18446744073709546493",
        "1, 18446744073709551557, 18446744073709551557",
    })
    void nthPrimeIsFound(String n, String from, String prime) {
        NthPrimeInput input = new NthPrimeInput(Long.parseLong(n), Long.parseUnsignedLong(from));

        for (int seed = 0; seed < 3; seed++) {
            assertThat(Long.toUnsignedString(find(input, new Random(seed)))).isEqualTo(prime);
        }
    }

    @Test
    void eachOfTheFirstPrimesIsFound() {
        List<Long> primes = Reference.primes(new UnsignedRange(0, 3000));

        for (int n = 1; n <= primes.size(); n++) {
            assertThat(find(new NthPrimeInput(n, 0), new Random(n)))
                    .as("n = %d", n)
                    .isEqualTo(primes.get(n - 1));
        }
    }

    @Test
    void primesFromAnywhereAreFound() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            long from = random.nextLong() >>> random.nextInt(Long.SIZE);
            long top = Long.compareUnsigned(from, -5000L) < 0 ? from + 5000 : -1L;
            List<Long> primes = Reference.primes(new UnsignedRange(from, top));
            if (primes.isEmpty()) {
                continue;
            }
            int n = 1 + random.nextInt(primes.size());

            assertThat(find(new NthPrimeInput(n, from), random))
                    .as("seed %d: the %d-th from %s", seed, n, Long.toUnsignedString(from))
                    .isEqualTo(primes.get(n - 1));
        }
    }

    @Test
    void primeThatIsNotThereIsRefusedWithTheNumberOfThoseThatAre() {
        NthPrimeInput second = new NthPrimeInput(2, -59L);
        NthPrimeInput none = new NthPrimeInput(1, -1L);

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> find(second, new Random(0)))
                .withMessageContaining("is at most 1: there are no more primes below 2^64")
                .extracting(JobFailedException::reason)
                .isEqualTo(ErrorReason.INVALID_OPTION);
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> find(none, new Random(0)))
                .withMessageContaining("is at most 0");
    }

    @Test
    void numbersBeyondAllPrimesAreKnownBeforehand() {
        assertThat(new NthPrimeInput(NthPrimeInput.N_MAX, 0).isBeyondAllNumbers()).isFalse();
        assertThat(new NthPrimeInput(NthPrimeInput.N_MAX, 1L << 40).isBeyondAllNumbers()).isTrue();
        assertThat(new NthPrimeInput(1_000_000, -1_000_000L).isBeyondAllNumbers()).isTrue();
        assertThat(new NthPrimeInput(22_000, -1_000_000L).isBeyondAllNumbers()).isFalse();
        assertThat(new NthPrimeInput(1, 0).primesAvailable())
                .isCloseTo(NthPrimeInput.N_MAX, Offset.offset(100_000_000L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NthPrimeInput(NthPrimeInput.N_MAX + 1, 0))
                .withMessageContaining("425656284035217743");
        assertThatIllegalArgumentException().isThrownBy(() -> new NthPrimeInput(0, 0));
    }

    @Test
    void answerNeedsEveryPart() {
        byte[] input = new NthPrimeInput(10_000_000, 0).encode();
        Gatherer gatherer = newType().newGatherer(input);

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(gatherer::finish)
                .extracting(JobFailedException::reason)
                .isEqualTo(ErrorReason.TASK_QUARANTINED);
    }

    private static long find(NthPrimeInput input, Random random) {
        byte[] answer = JobRun.cut(new NthPrimeJob(), input.encode(), 5, random);
        return NthPrimeResult.decode(answer).prime();
    }

    @Override
    protected JobType newType() {
        return new NthPrimeJob();
    }

    @Override
    protected List<byte[]> smallInputs() {
        return List.of(
                new NthPrimeInput(1, 0).encode(),
                new NthPrimeInput(10_000_000, 0).encode(),
                new NthPrimeInput(1000, 1L << 62).encode());
    }

    @Override
    protected byte[] largestInput() {
        return new NthPrimeInput(NthPrimeInput.N_MAX, 0).encode();
    }

    @Override
    protected byte[] stoppableInput() {
        return new NthPrimeInput(10_000_000, 1_000_000_000_000_000L).encode(); // By the sieve.
    }

    @Override
    protected byte[] brokenInput() {
        return new byte[] {1, 0, 0, 0};
    }
}
