package dev.forkyard.common.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsignedRangeTest {
    private static final long TWO_63 = Long.MIN_VALUE;
    private static final long MAX = -1L;

    @Test
    void startAboveEndIsRefusedInUnsignedOrder() {
        assertThat(new UnsignedRange(1, MAX).isEmpty()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnsignedRange(MAX, 1))
                .withMessage("start 18446744073709551615 is above end 1");
    }

    @Test
    void widthOfAllNumbersIsTheLargestUnsigned() {
        UnsignedRange all = new UnsignedRange(0, MAX);

        assertThat(all.width()).isEqualTo(MAX);
        assertThat(all.widthAsDouble()).isEqualTo(0x1p64);
        assertThat(all).hasToString("0..18446744073709551615");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000, Integer.MAX_VALUE, TWO_63 - 32, TWO_63 - 64, MAX - 64})
    void containsCoversAndOverlapsFollowTheirDefinition(long offset) {
        for (int start = 0; start < 8; start++) {
            for (int end = start; end < 8; end++) {
                checkPoints(offset, start, end);
                checkPairs(offset, start, end);
            }
        }
    }

    private static void checkPoints(long offset, int start, int end) {
        UnsignedRange range = new UnsignedRange(offset + start, offset + end);
        for (int number = 0; number < 8; number++) {
            assertThat(range.contains(offset + number)).isEqualTo(start <= number && number < end);
        }
    }

    private static void checkPairs(long offset, int start, int end) {
        UnsignedRange range = new UnsignedRange(offset + start, offset + end);
        for (int from = 0; from < 8; from++) {
            for (int to = from; to < 8; to++) {
                UnsignedRange other = new UnsignedRange(offset + from, offset + to);
                boolean shared = Math.max(start, from) < Math.min(end, to);
                boolean covered = from == to || (start <= from && to <= end);
                assertThat(range.overlaps(other)).as("%s %s", range, other).isEqualTo(shared);
                assertThat(range.covers(other)).as("%s %s", range, other).isEqualTo(covered);
            }
        }
    }

    @Test
    void doublesAreTheNearestUnsignedNumbers() {
        Random random = new Random(1);
        for (int round = 0; round < 10_000; round++) {
            long number = random.nextLong() >>> random.nextInt(64);
            double exact = new BigInteger(Long.toUnsignedString(number)).doubleValue();

            assertThat(UnsignedRange.toDouble(number))
                    .isBetween(Math.nextDown(exact), Math.nextUp(exact));
        }
    }

    @Test
    void numbersOfDoublesAreRoundedDownAndClamped() {
        assertThat(UnsignedRange.fromDouble(-1)).isZero();
        assertThat(UnsignedRange.fromDouble(Double.NaN)).isZero();
        assertThat(UnsignedRange.fromDouble(2.9)).isEqualTo(2);
        assertThat(UnsignedRange.fromDouble(0x1p63)).isEqualTo(TWO_63);
        assertThat(UnsignedRange.fromDouble(0x1.8p63)).isEqualTo(TWO_63 + (1L << 62));
        assertThat(UnsignedRange.fromDouble(0x1p64)).isEqualTo(MAX);
        assertThat(UnsignedRange.fromDouble(Double.POSITIVE_INFINITY)).isEqualTo(MAX);
    }
}
