package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimeCountPlannerTest {
    private static final UnsignedRange ALL = new UnsignedRange(0, -1L);

    @Test
    void allNumbersAreOneRangeStage() {
        JobPlan plan = plan(List.of(ALL));

        assertThat(plan.stages()).hasSize(1);
        assertThat(plan.stages().get(0).extent()).isEqualTo(ALL);
    }

    @Test
    void tenThousandSmallRangesAreGroupedBy64() {
        List<UnsignedRange> ranges = new ArrayList<>();
        for (long index = 0; index < PrimeCountInput.RANGES_MAX; index++) {
            ranges.add(new UnsignedRange(index * 1_000_003, index * 1_000_003 + 1 + index));
        }

        List<StagePlan> stages = plan(ranges).stages();

        assertThat(stages).hasSize(157);
        assertThat(stages.subList(0, 156))
                .allSatisfy(
                        stage -> assertThat(stage.extent()).isEqualTo(new UnsignedRange(0, 64)));
        assertThat(stages.get(156).extent()).isEqualTo(new UnsignedRange(0, 16));
    }

    @Test
    void tenThousandWideRangesAreStagesOfTheirOwn() {
        assertThat(plan(Collections.nCopies(PrimeCountInput.RANGES_MAX, ALL)).stages())
                .hasSize(PrimeCountInput.RANGES_MAX);
    }

    @Test
    void emptyRangesNeedNoStage() {
        List<UnsignedRange> ranges = List.of(new UnsignedRange(0, 0), new UnsignedRange(-1L, -1L));
        PrimeCountInput input = new PrimeCountInput(ranges, CountMethod.AUTO);

        PrimeCountResult result =
                PrimeCountResult.decode(new PrimeCountJob().newGatherer(input.encode()).finish());

        assertThat(plan(ranges).stages()).isEmpty();
        assertThat(result.total()).isZero();
        assertThat(result.counts()).extracting(count -> count.range()).isEqualTo(ranges);
    }

    @Test
    void wideAndSmallRangesKeepTheirOwnCounts() {
        UnsignedRange small = new UnsignedRange(0, 100);
        UnsignedRange empty = new UnsignedRange(5, 5);
        PrimeCountInput input =
                new PrimeCountInput(List.of(small, ALL, empty, small), CountMethod.AUTO);
        var gatherer = new PrimeCountJob().newGatherer(input.encode());

        gatherer.accept(1, new UnsignedRange(1, 2), PrimeCountPayload.encode(new long[] {26}, 1));
        gatherer.accept(0, new UnsignedRange(9, -1L), PrimeCountPayload.encode(new long[] {7}, 1));
        gatherer.accept(1, new UnsignedRange(0, 1), PrimeCountPayload.encode(new long[] {25}, 1));
        gatherer.accept(0, new UnsignedRange(0, 9), PrimeCountPayload.encode(new long[] {4}, 1));

        assertThat(PrimeCountResult.decode(gatherer.finish()).counts())
                .extracting(count -> count.count())
                .containsExactly(25L, 11L, 0L, 26L);
    }

    // A part should not spend more than about half its time on its start.
    @ParameterizedTest
    @CsvSource({
        "10000000000, 10000, 20000000",
        "1000000000000, 1000000, 100000000",
        "1000000000000000000, 300000000, 1006632960",
        "18446744073709551615, 300000000, 1006632960"
    })
    void smallestPartGrowsWithTheStart(String end, long atLeast, long atMost) {
        long smallestPart = CountCost.of(Long.parseUnsignedLong(end)).smallestPart();

        assertThat(smallestPart).isBetween(atLeast, atMost);
        assertThat(smallestPart).isLessThanOrEqualTo(SegmentedSieve.SPAN_NUMBERS_MAX);
    }

    @ParameterizedTest
    @CsvSource({
        "18446744073709551615, 1000000, false",
        "18446744073709551615, 1000000000, true",
        "1000000000000, 1000, false",
        "1000000000000, 1000000, true",
        "1000000, 1000000, true"
    })
    void narrowWindowsHighUpAreTested(String end, long width, boolean sieved) {
        long last = Long.parseUnsignedLong(end);
        UnsignedRange window = new UnsignedRange(last - width, last);

        assertThat(CountCost.of(last).prefersSieve(window)).isEqualTo(sieved);
    }

    private static JobPlan plan(List<UnsignedRange> ranges) {
        return new PrimeCountJob()
                .planner()
                .plan(new PrimeCountInput(ranges, CountMethod.AUTO).encode());
    }
}
