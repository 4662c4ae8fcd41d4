package dev.forkyard.jobs.primes.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeContract;
import dev.forkyard.jobs.primes.JobRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimeTestJobTest extends JobTypeContract {
    /** PRIMES.md's single primes, and primes of OEIS A013597, A013603 (beside powers of two). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "3",
                "5",
                "7",
                "97",
                "4294967291",
                "9223372036854775783",
                "9223372036854775837",
                "18446744073709551557"
            })
    void primesArePrime(String number) {
        assertThat(isPrime(number)).isTrue();
    }

    /** PRIMES.md: Carmichael numbers, pseudoprimes, squares; products of large primes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "4",
                "25",
                "341",
                "561",
                "961",
                "1105",
                "26569",
                "1018081",
                "3215031751",
                "3825123056546413051",
                "1000018000081",
                "4295098369",
                "18446744030759878681",
                "18446744073709551615"
            })
    void othersAreComposite(String number) {
        assertThat(isPrime(number)).isFalse();
    }

    @Test
    void answersStandInTheOrderOfTheirNumbers() {
        List<Long> numbers = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < PrimeTestInput.NUMBERS_MAX; i++) {
            numbers.add((long) random.nextInt(100));
        }
        byte[] input = new PrimeTestInput(numbers).encode();

        List<PrimeTestResult.Tested> tested =
                PrimeTestResult.decode(JobRun.cut(newType(), input, 9, random)).numbers();

        assertThat(tested).extracting(PrimeTestResult.Tested::number).isEqualTo(numbers);
        assertThat(tested)
                .allSatisfy(
                        one ->
                                assertThat(one.prime())
                                        .isEqualTo(
                                                BigInteger.valueOf(one.number())
                                                        .isProbablePrime(50)));
    }

    @Test
    void boundsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PrimeTestInput(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrimeTestInput(Collections.nCopies(10_001, 7L)))
                .withMessageContaining("10000");
    }

    @Test
    void answerNeedsEveryPart() {
        byte[] input = new PrimeTestInput(List.of(7L, 8L)).encode();

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> newType().newGatherer(input).finish());
    }

    private static boolean isPrime(String number) {
        byte[] input = new PrimeTestInput(List.of(Long.parseUnsignedLong(number))).encode();
        return PrimeTestResult.decode(JobRun.whole(new PrimeTestJob(), input))
                .numbers()
                .get(0)
                .prime();
    }

    @Override
    protected JobType newType() {
        return new PrimeTestJob();
    }

    @Override
    protected List<byte[]> smallInputs() {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < 5000; i++) {
            numbers.add(-i * 12_345_677L);
        }
        return List.of(
                new PrimeTestInput(List.of(97L)).encode(), new PrimeTestInput(numbers).encode());
    }

    @Override
    protected byte[] largestInput() {
        return new PrimeTestInput(Collections.nCopies(PrimeTestInput.NUMBERS_MAX, -59L)).encode();
    }

    @Override
    protected byte[] stoppableInput() {
        return largestInput();
    }

    @Override
    protected byte[] brokenInput() {
        return new byte[] {1, 0, 0, 0};
    }
}
