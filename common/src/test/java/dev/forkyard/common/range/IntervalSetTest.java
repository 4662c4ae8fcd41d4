package dev.forkyard.common.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalSetTest {
    private static final int UNIVERSE = 64;
    private static final long TWO_63 = Long.MIN_VALUE;
    private static final long MAX = -1L;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Integer.MAX_VALUE, TWO_63 - 32, TWO_63, MAX - UNIVERSE})
    void randomOperationsAgreeWithBitSet(long offset) {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            IntervalSet set = new IntervalSet();
            BitSet model = new BitSet();
            long earlier = 0;
            for (int step = 0; step < 200; step++) {
                change(set, model, offset, random);
                earlier = random.nextBoolean() ? set.place() : earlier;
                set.lookAt(earlier);
                assertThat(set.ranges())
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(rangesOf(model, offset));
                checkQueries(set, model, offset, random);
            }
        }
    }

    /** Fills up to some thousand ranges and empties the set again, several times. */
    @ParameterizedTest
    @ValueSource(longs = {0, TWO_63 - 5_000})
    void thousandsOfRangesAgreeWithBitSet(long offset) {
        for (int seed = 0; seed < 2; seed++) {
            Random random = new Random(seed);
            IntervalSet set = new IntervalSet();
            BitSet model = new BitSet();
            long[] earlier = new long[64];
            for (int step = 1; step <= 30_000; step++) {
                boolean add = random.nextInt(10) < (step % 20_000 < 10_000 ? 8 : 2);
                int from = random.nextInt(10_000);
                set.lookAt(earlier[from * earlier.length / 10_000]);
                change(set, model, offset, from, from + 1 + random.nextInt(2), add);
                earlier[from * earlier.length / 10_000] = set.place();
                if (step % 2_000 == 0) {
                    assertThat(set.ranges()).isEqualTo(rangesOf(model, offset));
                    assertThat(set.rangeCount()).isEqualTo(rangesOf(model, offset).size());
                    checkQueries(set, model, offset, random);
                }
            }
        }
    }

    private static void change(IntervalSet set, BitSet model, long offset, Random random) {
        int from = random.nextInt(UNIVERSE + 1);
        int to = Math.min(UNIVERSE, from + random.nextInt(12));
        change(set, model, offset, from, to, random.nextBoolean());
    }

    private static void change(
            IntervalSet set, BitSet model, long offset, int from, int to, boolean add) {
        UnsignedRange range = new UnsignedRange(offset + from, offset + to);
        int held = model.get(from, to).cardinality();
        if (add) {
            if (held == 0) {
                set.add(range);
                model.set(from, to);
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> set.add(range));
            }
        } else if (held == to - from) {
            set.remove(range);
            model.clear(from, to);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> set.remove(range));
        }
    }

    private static void checkQueries(IntervalSet set, BitSet model, long offset, Random random) {
        int from = random.nextInt(UNIVERSE);
        int to = from + random.nextInt(UNIVERSE - from);
        UnsignedRange range = new UnsignedRange(offset + from, offset + to);
        List<UnsignedRange> ranges = rangesOf(model, offset);

        assertThat(set.size()).isEqualTo(model.cardinality());
        assertThat(set.isEmpty()).isEqualTo(model.isEmpty());
        assertThat(set.rangeCount()).isEqualTo(ranges.size());
        assertThat(set.intersects(range)).isEqualTo(!model.get(from, to).isEmpty());
        assertThat(set.rangeHolding(offset + from))
                .isEqualTo(
                        ranges.stream().filter(held -> held.contains(offset + from)).findFirst());
        assertThat(set.lowest()).isEqualTo(ranges.stream().findFirst());
        long widest = ranges.stream().mapToLong(UnsignedRange::width).max().orElse(0);
        assertThat(set.widest())
                .isEqualTo(ranges.stream().filter(held -> held.width() == widest).findFirst());
    }

    private static List<UnsignedRange> rangesOf(BitSet model, long offset) {
        List<UnsignedRange> ranges = new ArrayList<>();
        for (int from = model.nextSetBit(0); from >= 0; ) {
            int to = model.nextClearBit(from);
            ranges.add(new UnsignedRange(offset + from, offset + to));
            from = model.nextSetBit(to);
        }
        return ranges;
    }

    @Test
    void setOfAllNumbersIsCutAndJoined() {
        IntervalSet set = IntervalSet.of(new UnsignedRange(0, MAX));
        UnsignedRange middle = new UnsignedRange(TWO_63 - 1, TWO_63 + 1);

        set.remove(middle);

        assertThat(set.rangeCount()).isEqualTo(2);
        assertThat(set.size()).isEqualTo(MAX - 2);
        assertThat(set.widest()).contains(new UnsignedRange(0, TWO_63 - 1));

        set.add(middle);

        assertThat(set.ranges()).containsExactly(new UnsignedRange(0, MAX));
    }

    @Test
    void emptyRangesChangeNothing() {
        IntervalSet set = IntervalSet.of(new UnsignedRange(10, 20));

        set.add(new UnsignedRange(15, 15));
        set.remove(new UnsignedRange(30, 30));

        assertThat(set).hasToString("[10..20]");
        assertThat(IntervalSet.of(UnsignedRange.EMPTY).isEmpty()).isTrue();
    }
}
