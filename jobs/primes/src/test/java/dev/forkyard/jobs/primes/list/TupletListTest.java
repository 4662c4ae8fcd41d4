package dev.forkyard.jobs.primes.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.job.ScriptedTaskContext;
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

class TupletListTest {
    /** By k - 2: all forms, as distances from the first member. */
    private static final long[][][] FORMS = {
        {{0, 2}},
        {{0, 2, 6}, {0, 4, 6}},
        {{0, 2, 6, 8}},
        {{0, 2, 6, 8, 12}, {0, 4, 6, 10, 12}},
        {{0, 4, 6, 10, 12, 16}},
    };

    private final PrimeListTask task = new PrimeListTask();

    // primesieve 1000000 -cK, of version 11.0.
    // elsewhere.
    @ParameterizedTest
    @CsvSource({"2, 8169", "3, 2837", "4, 166", "5, 65", "6, 5"})
    void thereAreAsManyAsPrimesieveCounts(int size, int count) {
        UnsignedRange range = new UnsignedRange(0, 1_000_001);

        assertThat(listed(PrimePattern.ofSize(size), range, new Random(size))).hasSize(count);
    }

    @Test
    void anyCutListsWhatTestingFinds() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            UnsignedRange range = Windows.random(random, 20_000);
            for (int size = 2; size <= PrimePattern.SIZE_MAX; size++) {
                assertThat(listed(PrimePattern.ofSize(size), range, random))
                        .as("seed %d %s k %d", seed, range, size)
                        .isEqualTo(tested(size, range));
            }
        }
    }

    @Test
    void everyBoundOfALowRangeIsExact() {
        for (int size = 2; size <= PrimePattern.SIZE_MAX; size++) {
            for (long start = 0; start < 35; start++) {
                for (long end = start + 1; end < 70; end++) {
                    UnsignedRange range = new UnsignedRange(start, end);

                    assertThat(listed(PrimePattern.ofSize(size), range, new Random(end)))
                            .as("%s k %d", range, size)
                            .isEqualTo(tested(size, range));
                }
            }
        }
    }

    @Test
    void stoppedPartHasTheTupletsOfItsPrefix() {
        UnsignedRange range = new UnsignedRange(-40_000L, -1L);
        UnsignedRange part = BitmapBytes.of(range);
        PrimePattern twins = PrimePattern.ofSize(2);
        byte[] input = new PrimeListInput(range, twins, PrimeListInput.UNLIMITED).encode();

        TaskResult first =
                task.execute(new TaskInput(0, input, part), ScriptedTaskContext.yieldingAtLook(2));
        UnsignedRange done = new UnsignedRange(part.start(), first.finishedTo());
        List<List<Long>> tuplets = members(twins, done, range, first.payload());
        UnsignedRange rest = new UnsignedRange(first.finishedTo(), part.end());
        tuplets.addAll(members(twins, rest, range, payload(twins, range, rest)));

        assertThat(rest.isEmpty()).isFalse();
        assertThat(tuplets).isEqualTo(tested(2, range));
    }

    @Test
    void inputTravelsAsBytes() {
        PrimeListInput input =
                new PrimeListInput(new UnsignedRange(7, -1L), PrimePattern.ofSize(5), 12);

        PrimeListInput read = PrimeListInput.decode(input.encode());

        assertThat(read.range()).isEqualTo(input.range());
        assertThat(read.limit()).isEqualTo(12);
        assertThat(read.pattern().size()).isEqualTo(5);
    }

    @Test
    void otherSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrimePattern.ofSize(7))
                .withMessage("a tuplet must have 1 to 6 members, has 7");
        assertThatIllegalArgumentException().isThrownBy(() -> PrimePattern.ofSize(0));
    }

    /** Lists in parts that are cut at random. */
    private List<List<Long>> listed(PrimePattern pattern, UnsignedRange range, Random random) {
        List<List<Long>> tuplets = new ArrayList<>();
        UnsignedRange rest = BitmapBytes.of(range);
        while (!rest.isEmpty()) {
            long width = 1L + random.nextInt(200);
            boolean whole = Long.compareUnsigned(width, rest.width()) >= 0;
            UnsignedRange part =
                    new UnsignedRange(rest.start(), whole ? rest.end() : rest.start() + width);
            tuplets.addAll(members(pattern, part, range, payload(pattern, range, part)));
            rest = new UnsignedRange(part.end(), rest.end());
        }
        return tuplets;
    }

    private byte[] payload(PrimePattern pattern, UnsignedRange range, UnsignedRange part) {
        byte[] input = new PrimeListInput(range, pattern, PrimeListInput.UNLIMITED).encode();
        TaskResult result =
                task.execute(new TaskInput(0, input, part), ScriptedTaskContext.undisturbed());
        assertThat(result.finishedTo()).isEqualTo(part.end());
        return result.payload();
    }

    private static List<List<Long>> members(
            PrimePattern pattern, UnsignedRange part, UnsignedRange range, byte[] payload) {
        List<List<Long>> tuplets = new ArrayList<>();
        PrimeCursor cursor = new PrimeCursor(pattern, part, range, payload);
        long[] last = new long[1];
        while (cursor.next(last, 1) == 1) {
            long[] members = new long[pattern.size()];
            pattern.members(last[0], members);
            tuplets.add(java.util.Arrays.stream(members).boxed().toList());
        }
        return tuplets;
    }

    private static List<List<Long>> tested(int size, UnsignedRange range) {
        List<List<Long>> tuplets = new ArrayList<>();
        for (long first = range.start(); first != range.end(); first++) {
            for (long[] form : FORMS[size - 2]) {
                List<Long> members = new ArrayList<>();
                for (long distance : form) {
                    long member = first + distance;
                    if (range.contains(member) && CandidateCounter.isPrime(member)) {
                        members.add(member);
                    }
                }
                if (members.size() == size && members.get(0) == first) {
                    tuplets.add(members);
                }
            }
        }
        return tuplets;
    }
}
