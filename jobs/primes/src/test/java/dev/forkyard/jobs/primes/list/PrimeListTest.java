package dev.forkyard.jobs.primes.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Windows;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimeListTest {
    private static final UnsignedRange ALL = new UnsignedRange(0, -1L);

    private final PrimeListTask task = new PrimeListTask();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0, 1",
        "0, 2",
        "2, 3",
        "3, 6",
        "0, 8",
        "7, 8",
        "24, 28",
        "29, 31",
        "30, 60",
        "0, 1000",
        "4294967200, 4294967400",
        "9223372036854775783, 9223372036854775838",
        "18446744073709551500, 18446744073709551615",
        "18446744073709551557, 18446744073709551558",
        "18446744073709551600, 18446744073709551615",
    })
    void rangeIsListedExactly(String start, String end) {
        UnsignedRange range =
                new UnsignedRange(Long.parseUnsignedLong(start), Long.parseUnsignedLong(end));

        assertThat(listed(range, new Random(1))).isEqualTo(tested(range));
    }

    @Test
    void anyCutListsWhatTestingFinds() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            UnsignedRange range = Windows.random(random, 20_000);

            assertThat(listed(range, random))
                    .as("seed %d %s", seed, range)
                    .isEqualTo(tested(range));
        }
    }

    @Test
    void sieveAndCandidatesMakeTheSameBitmap() {
        UnsignedRange wide = new UnsignedRange(0, 3_000_000);
        byte[] sieved = payload(wide, BitmapBytes.of(wide));
        long count = 0;
        for (int part = 0; part < sieved.length; part += 1000) {
            for (int bit = 0; bit < 8; bit++) {
                long number = BitmapBytes.number(part, bit);
                boolean isSet = (sieved[part] & 1 << bit) != 0;
                assertThat(isSet).as("%d", number).isEqualTo(CandidateCounter.isPrime(number));
                count++;
            }
        }
        assertThat(count).isEqualTo(800);
        assertThat(new PrimeCursor(PrimePattern.PRIMES, BitmapBytes.of(wide), wide, sieved).count())
                .isEqualTo(216_816);
    }

    @Test
    void prefixHasAsManyPrimesAsAreWanted() {
        UnsignedRange range = new UnsignedRange(0, 10_000);
        UnsignedRange part = BitmapBytes.of(range);
        byte[] bitmap = payload(range, part);
        List<Long> all = tested(range);
        for (int wanted = 1; wanted < all.size(); wanted++) {
            PrimePrefix prefix = PrimePrefix.of(part, range, bitmap, wanted);
            long last = all.get(wanted - 1);

            assertThat(prefix.count()).isEqualTo(wanted);
            assertThat(prefix.numbers()).isEqualTo(new UnsignedRange(0, last + 1));
            assertThat(
                            walk(
                                    new PrimeCursor(
                                            PrimePattern.PRIMES,
                                            BitmapBytes.of(prefix.numbers()),
                                            prefix.numbers(),
                                            prefix.bitmap())))
                    .isEqualTo(all.subList(0, wanted));
        }
        assertThat(PrimePrefix.of(part, range, bitmap, -1L).count()).isEqualTo(all.size());
        assertThat(PrimePrefix.of(part, range, bitmap, all.size()).numbers()).isEqualTo(range);
    }

    @Test
    void widePlanHasPartsThatFitAMessageAndAWindow() {
        StagePlan stage = plan(ALL, PrimeListInput.UNLIMITED);

        assertThat(stage.isInOrder()).isTrue();
        assertThat(stage.largestPart()).isEqualTo(PrimeListPlanner.PART_BYTES_MAX);
        assertThat(stage.window()).isEqualTo(PrimeListPlanner.WINDOW_BYTES_MAX);
        assertThat(stage.extent()).isEqualTo(PrimeListJob.extent(new PrimeListInput(ALL, -1L)));
        assertThat(PrimeListJob.windowBytes(new PrimeListInput(ALL, -1L)))
                .isEqualTo(PrimeListPlanner.WINDOW_BYTES_MAX);
    }

    @Test
    void fewPrimesOfAWideRangeArePlannedNarrow() {
        UnsignedRange high = new UnsignedRange(1_000_000_000_000_000_000L, -1L);

        StagePlan stage = plan(high, 10);

        assertThat(stage.largestPart() * BitmapBytes.NUMBERS).isLessThan(20_000);
        assertThat(PrimeListJob.windowBytes(new PrimeListInput(high, 10))).isLessThan(2000);
    }

    @Test
    void emptyRangeIsNoWork() {
        byte[] input =
                new PrimeListInput(new UnsignedRange(7, 7), PrimeListInput.UNLIMITED).encode();

        assertThat(new PrimeListJob().planner().plan(input)).isEqualTo(new JobPlan(List.of()));
    }

    @Test
    void bitmapOfAnotherLengthIsRefused() {
        UnsignedRange part = new UnsignedRange(0, 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrimeCursor(PrimePattern.PRIMES, part, ALL, new byte[9]))
                .withMessageContaining("9 bytes");
    }

    private static StagePlan plan(UnsignedRange range, long limit) {
        byte[] input = new PrimeListInput(range, limit).encode();
        return new JobPlan(new PrimeListJob().planner().plan(input).stages()).stages().get(0);
    }

    /** Lists in parts that are cut at random. */
    private List<Long> listed(UnsignedRange range, Random random) {
        List<Long> primes = new ArrayList<>();
        UnsignedRange rest = BitmapBytes.of(range);
        while (!rest.isEmpty()) {
            long width = 1L + random.nextInt(200);
            boolean whole = Long.compareUnsigned(width, rest.width()) >= 0;
            UnsignedRange part =
                    new UnsignedRange(rest.start(), whole ? rest.end() : rest.start() + width);
            primes.addAll(
                    walk(new PrimeCursor(PrimePattern.PRIMES, part, range, payload(range, part))));
            rest = new UnsignedRange(part.end(), rest.end());
        }
        return primes;
    }

    private byte[] payload(UnsignedRange range, UnsignedRange part) {
        byte[] input = new PrimeListInput(range, PrimeListInput.UNLIMITED).encode();
        TaskResult result =
                task.execute(new TaskInput(0, input, part), ScriptedTaskContext.undisturbed());
        assertThat(result.finishedTo()).isEqualTo(part.end());
        return result.payload();
    }

    private static List<Long> walk(PrimeCursor cursor) {
        List<Long> primes = new ArrayList<>();
        long[] some = new long[7];
        int count;
        do {
            count = cursor.next(some, some.length);
            for (int index = 0; index < count; index++) {
                primes.add(some[index]);
            }
        } while (count == some.length);
        return primes;
    }

    private static List<Long> tested(UnsignedRange range) {
        List<Long> primes = new ArrayList<>();
        for (long number = range.start(); number != range.end(); number++) {
            if (CandidateCounter.isPrime(number)) {
                primes.add(number);
            }
        }
        return primes;
    }
}
