package dev.forkyard.jobs.primes.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Windows;
import dev.forkyard.jobs.primes.sum.PrimeSumJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RangeOperationsTest {
    private static final int PARTS_MAX = 12;

    static Stream<OperationCase<?>> operations() {
        return OperationCase.all().stream();
    }

    /**
     * Sums and gaps: the primes that {@code primesieve START STOP -p} prints, above 10^17 those
     * that Python's pow proves (Miller and Rabin's test with the primes up to 37 as bases), added
     * up and subtracted by Python. The gap of 1132 is a maximal one, of PRIMES.md.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 1000000, 37550402023, 114 492113",
        "1000000000000, 1000000100000, 3614000181007876, 222 1000000011419",
        "100000000000000, 100000000100000, 304500000154467839, 300 100000000013539",
        "1693182318741371, 1693182318751372, 419909215049017314, 1132 1693182318746371",
        "1000000000000000000, 1000000000000010000, 241000000000001248045, 198 1000000000000008673",
        "9223372036854770808, 9223372036854780808, 2084482080329179315322,"
                + " 214 9223372036854776803",
        "18446744073709541616, 18446744073709551615, 4021390208068681211058,"
                + " 366 18446744073709541893",
        "0, 100, 1060, 8 89",
        "24, 29, 0, 0 0",
        "2, 4, 5, 1 2",
        "3, 8, 15, 2 3",
        "113, 128, 240, 14 113",
        "7, 8, 7, 0 0",
        "5, 5, 0, 0 0",
    })
    void sumsAndGapsAreExact(String start, String end, String sum, String gap) {
        List<UnsignedRange> range = List.of(range(start, end));

        assertThat(OperationCase.SUM.whole(range)).containsExactly(sum);
        assertThat(OperationCase.GAP.whole(range)).containsExactly(gap);
    }

    /** {@code primesieve -c2 START STOP} to {@code -c6}; above 10^17 as the sums. */
    @ParameterizedTest
    @CsvSource({
        "0, 101, '[8, 8, 2, 3, 1]'",
        "3, 8, '[2, 0, 0, 0, 0]'",
        "5, 18, '[2, 3, 1, 1, 0]'",
        "0, 1000001, '[8169, 2837, 166, 65, 5]'",
        "1000000, 2000001, '[6702, 2051, 129, 45, 3]'",
        "1000000000000, 1000001000001, '[1746, 270, 10, 3, 0]'",
        "100000000000000, 100000001000001, '[1286, 173, 3, 0, 0]'",
        "1000000000000000000, 1000000000000010000, '[9, 1, 0, 0, 0]'",
        "9223372036854770808, 9223372036854780808, '[4, 0, 0, 0, 0]'",
        "18446744073709541616, 18446744073709551615, '[6, 0, 0, 0, 0]'",
    })
    void tupletsAreExact(String start, String end, String counts) {
        assertThat(OperationCase.TUPLETS.whole(List.of(range(start, end)))).containsExactly(counts);
    }

    /** PRIMES.md. */
    @Test
    void billionsFirstTupletsAndSumAreThoseOfPrimesieve() {
        List<UnsignedRange> billion = List.of(new UnsignedRange(0, 1_000_000_001));

        assertThat(OperationCase.TUPLETS.cut(billion, 4, new Random(1)))
                .containsExactly("[3424506, 759256, 28388, 7221, 317]");
        assertThat(OperationCase.SUM.cut(billion, 4, new Random(1)))
                .containsExactly("24739512092254535");
        assertThat(OperationCase.GAP.cut(billion, 4, new Random(1)))
                .containsExactly("282 436273009");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void randomWindowsAreWhatTheirPrimesSayWhereverTheyAreCut(OperationCase<?> operation) {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            UnsignedRange window = Windows.random(random, 4_000);

            assertThat(operation.cut(List.of(window), PARTS_MAX, random))
                    .as("seed %d: %s", seed, window)
                    .containsExactly(operation.expected(window));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void smallWindowsAreRightWithAnyTwoCuts(OperationCase<?> operation) {
        for (long start = 0; start < 34; start += 1 + start % 3) {
            for (long end = start + 1; end < 50; end++) {
                UnsignedRange window = new UnsignedRange(start, end);

                for (int seed = 0; seed < 3; seed++) {
                    assertThat(operation.cut(List.of(window), 3, new Random(seed)))
                            .as("seed %d: %s", seed, window)
                            .containsExactly(operation.expected(window));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void cutsOfASievedWindowLoseAndDoubleNothing(OperationCase<?> operation) {
        List<UnsignedRange> window = List.of(new UnsignedRange(1_000_000_000, 1_040_000_000));
        List<String> whole = operation.whole(window);

        for (int seed = 0; seed < 10; seed++) {
            assertThat(operation.cut(window, 200, new Random(seed)))
                    .as("seed %d", seed)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void rangesAreAnsweredEachByItselfInTheirOrder(OperationCase<?> operation) {
        List<UnsignedRange> ranges = new ArrayList<>();
        for (int seed = 0; seed < 40; seed++) {
            ranges.add(Windows.random(new Random(seed), 500));
        }
        ranges.add(3, UnsignedRange.EMPTY);
        ranges.add(ranges.get(0));

        assertThat(operation.cut(ranges, 3, new Random(7)))
                .isEqualTo(ranges.stream().map(operation::expected).toList());
    }

    @Test
    void answerNeedsEveryPart() {
        byte[] input = RangesInput.of(List.of(new UnsignedRange(0, 100))).encode();
        Gatherer gatherer = new PrimeSumJob().newGatherer(input);
        gatherer.accept(0, new UnsignedRange(0, 50), new byte[16]);

        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(gatherer::finish)
                .withMessageContaining("0..100")
                .extracting(JobFailedException::reason)
                .isEqualTo(ErrorReason.TASK_QUARANTINED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gatherer.accept(0, new UnsignedRange(49, 60), new byte[16]))
                .withMessageContaining("twice");
    }

    @Test
    void inputHasItsBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> RangesInput.of(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RangesInput.of(Collections.nCopies(10_001, UnsignedRange.EMPTY)))
                .withMessageContaining("10000");
        RangesInput input = new RangesInput(List.of(range("1", "18446744073709551615")), 77);
        assertThat(RangesInput.decode(input.encode())).isEqualTo(input);
    }

    private static UnsignedRange range(String start, String end) {
        return new UnsignedRange(Long.parseUnsignedLong(start), Long.parseUnsignedLong(end));
    }
}
