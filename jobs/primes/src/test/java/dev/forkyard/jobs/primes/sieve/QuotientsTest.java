package dev.forkyard.jobs.primes.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuotientsTest {
    private static final long END = 1L << 52;

    @Test
    void doublesAreThoseOfACast() {
        assertThat(numbers().filter(number -> Quotients.toDouble(number) != (double) number))
                .isEmpty();
    }

    @Test
    void bytesAreThirtieths() {
        // A distance that ends with a byte is never asked for.
        assertThat(
                        numbers()
                                .map(number -> number / 30 * 30 + 29)
                                .filter(distance -> distance < END)
                                .filter(distance -> Quotients.byteOf(distance) != distance / 30))
                .isEmpty();
    }

    @Test
    void quotientsAreFloors() {
        int[] divisors = {1, 2, 3, 7, 1 << 20, (1 << 26) - 5, Integer.MAX_VALUE};
        for (int divisor : divisors) {
            assertThat(
                            numbers()
                                    .flatMap(
                                            number ->
                                                    LongStream.of(
                                                            number,
                                                            number / divisor * divisor,
                                                            Math.max(
                                                                    0,
                                                                    number / divisor * divisor
                                                                            - 1)))
                                    .filter(
                                            number ->
                                                    Quotients.exact((double) number, divisor)
                                                            != number / divisor))
                    .isEmpty();
        }
    }

    /** Small ones, those around powers of two, and random ones of all magnitudes. */
    private static LongStream numbers() {
        Random random = new Random(5);
        LongStream edges =
                LongStream.range(0, 52)
                        .map(shift -> 1L << shift)
                        .flatMap(power -> LongStream.rangeClosed(power - 1, power + 1));
        LongStream drawn =
                LongStream.range(0, 100_000)
                        .map(index -> random.nextLong() >>> (12 + random.nextInt(50)));
        return LongStream.concat(LongStream.concat(edges, drawn), LongStream.of(END - 1));
    }
}
