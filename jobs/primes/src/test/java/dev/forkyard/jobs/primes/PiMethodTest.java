package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrimeCountResult.RangeCount;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiMethodTest {
    private static final UnsignedRange TO_1E14 = new UnsignedRange(0, 100_000_000_000_000L);
    private static final PiBias DEAR = new PiBias(PiBias.SIXTEENTHS_MAX);
    private static final PiBias CHEAP = new PiBias(-PiBias.SIXTEENTHS_MAX);

    @Test
    void formulaAndSieveAgreeOnRandomRanges() throws Exception {
        SegmentedSieve sieve = new SegmentedSieve();
        List<UnsignedRange> ranges = new ArrayList<>();
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            long end = (long) Math.pow(10, 11 * random.nextDouble());
            ranges.add(new UnsignedRange(end - random.nextLong(Math.min(end, 2_000_000)), end));
        }

        List<RangeCount> counts = count(new PrimeCountInput(ranges, CountMethod.PI));

        for (int seed = 0; seed < ranges.size(); seed++) {
            assertThat(counts.get(seed).method()).isEqualTo(CountMethod.PI);
            assertThat(counts.get(seed).count())
                    .as("seed %d: %s", seed, ranges.get(seed))
                    .isEqualTo(Windows.count(sieve, ranges.get(seed)));
        }
    }

    @Test
    void edgesOfSmallRangesAreExact() throws Exception {
        List<UnsignedRange> ranges = new ArrayList<>();
        for (long start = 0; start < 12; start++) {
            for (long end = start; end < 12; end++) {
                ranges.add(new UnsignedRange(start, end));
            }
        }

        List<RangeCount> byFormula = count(new PrimeCountInput(ranges, CountMethod.PI));
        List<RangeCount> bySieve = count(new PrimeCountInput(ranges, CountMethod.SIEVE));

        assertThat(byFormula)
                .extracting(RangeCount::count)
                .isEqualTo(bySieve.stream().map(RangeCount::count).toList());
    }

    @Test
    void autoTakesTheFormulaForWideRangesOnly() {
        List<UnsignedRange> ranges =
                List.of(
                        TO_1E14,
                        new UnsignedRange(TO_1E14.end() - 1_000_000, TO_1E14.end()),
                        new UnsignedRange(0, 100_000_000),
                        new UnsignedRange(0, -1L));

        assertThat(methods(ranges, CountMethod.AUTO))
                .containsExactly(
                        CountMethod.PI, CountMethod.SIEVE, CountMethod.SIEVE, CountMethod.SIEVE);
        assertThat(methods(ranges, CountMethod.SIEVE)).containsOnly(CountMethod.SIEVE);
    }

    @Test
    void biasMovesTheChoiceBothWays() {
        List<UnsignedRange> ranges =
                List.of(
                        TO_1E14,
                        window(1_000_000_000_000L, 1_000_000_000),
                        window(1_000_000_000_000_000L, 1_000_000_000),
                        window(1_000_000_000_000_000L, 1_000_000));

        assertThat(methods(ranges, CountMethod.AUTO, PiBias.NONE))
                .containsExactly(
                        CountMethod.PI, CountMethod.PI, CountMethod.SIEVE, CountMethod.SIEVE);
        assertThat(methods(ranges, CountMethod.AUTO, DEAR))
                .containsExactly(
                        CountMethod.PI, CountMethod.SIEVE, CountMethod.SIEVE, CountMethod.SIEVE);
        assertThat(methods(ranges, CountMethod.AUTO, CHEAP))
                .containsExactly(CountMethod.PI, CountMethod.PI, CountMethod.PI, CountMethod.SIEVE);
    }

    @Test
    void biasNeverOverrulesWhatIsAskedForOrPossible() {
        List<UnsignedRange> impossible =
                List.of(
                        new UnsignedRange(0, -1L),
                        new UnsignedRange(0, CountMethod.PI_END_MAX + 1));
        List<UnsignedRange> many = new ArrayList<>();
        for (int index = 0; index < PrimeCountInput.RANGES_MAX; index++) {
            many.add(window(1_000_000_000_000L + index * 1_000_000_007L, 1_000_000_000));
        }

        assertThat(methods(impossible, CountMethod.AUTO, CHEAP)).containsOnly(CountMethod.SIEVE);
        assertThat(methods(List.of(TO_1E14), CountMethod.SIEVE, CHEAP))
                .containsOnly(CountMethod.SIEVE);
        assertThat(methods(List.of(window(0, 100)), CountMethod.PI, DEAR))
                .containsOnly(CountMethod.PI);
        assertThat(PrimeCountLayout.of(input(many, CountMethod.AUTO, CHEAP)).arguments())
                .hasSizeLessThanOrEqualTo(PrimeCountLayout.ARGUMENTS_MAX);
    }

    // primesieve 1000000000000 1000999999999
    @Test
    void answerIsExactWhateverTheBias() throws Exception {
        UnsignedRange window = window(1_000_000_000_000L, 1_000_000_000);
        for (PiBias bias : List.of(DEAR, PiBias.NONE, CHEAP)) {
            assertThat(count(input(List.of(window), CountMethod.AUTO, bias)))
                    .singleElement()
                    .extracting(RangeCount::count)
                    .isEqualTo(36_190_991L);
        }
    }

    @Test
    void stagesSayWhichEstimateTheyAre() {
        assertThat(plan(List.of(TO_1E14), CountMethod.PI).stages())
                .extracting(StagePlan::costKind)
                .containsOnly("pi");
        assertThat(
                        plan(
                                        List.of(window(0, 1_000_000_000), window(0, 1_000_000)),
                                        CountMethod.SIEVE)
                                .stages())
                .extracting(StagePlan::costKind)
                .containsExactly("sieve", "sieve");
        assertThat(plan(List.of(window(1L << 62, 1000)), CountMethod.SIEVE).stages())
                .extracting(StagePlan::costKind)
                .containsExactly(StagePlan.NO_KIND);
    }

    @Test
    void stagesOfOneNumberAreSharedByItsRanges() {
        JobPlan one = plan(List.of(TO_1E14), CountMethod.PI);
        JobPlan many = plan(Collections.nCopies(1000, TO_1E14), CountMethod.PI);

        assertThat(many.stages()).hasSameSizeAs(one.stages());
    }

    @Test
    void formulaIsRefusedAboveItsLimit() {
        UnsignedRange largest = new UnsignedRange(1L << 62, CountMethod.PI_END_MAX);
        UnsignedRange tooLarge = new UnsignedRange(1L << 62, CountMethod.PI_END_MAX + 1);

        assertThat(plan(List.of(largest), CountMethod.PI).stages()).hasSize(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(List.of(tooLarge), CountMethod.PI))
                .withMessageContaining("2^63");
    }

    private static JobPlan plan(List<UnsignedRange> ranges, CountMethod method) {
        return new PrimeCountJob().planner().plan(new PrimeCountInput(ranges, method).encode());
    }

    private static List<CountMethod> methods(List<UnsignedRange> ranges, CountMethod method) {
        return methods(ranges, method, PiBias.NONE);
    }

    private static List<CountMethod> methods(
            List<UnsignedRange> ranges, CountMethod method, PiBias bias) {
        return PrimeCountLayout.of(input(ranges, method, bias)).methods();
    }

    private static PrimeCountInput input(
            List<UnsignedRange> ranges, CountMethod method, PiBias bias) {
        return new PrimeCountInput(ranges, method, bias);
    }

    private static UnsignedRange window(long start, long width) {
        return new UnsignedRange(start, start + width);
    }

    private static List<RangeCount> count(PrimeCountInput input) throws Exception {
        PrimeCountJob job = new PrimeCountJob();
        JobPlan plan = job.planner().plan(input.encode());
        Gatherer gatherer = job.newGatherer(input.encode());
        TaskFunction task = job.newTaskFunction();
        for (int stage = 0; stage < plan.stages().size(); stage++) {
            UnsignedRange extent = plan.stages().get(stage).extent();
            TaskInput whole = new TaskInput(stage, plan.stages().get(stage).input(), extent);
            gatherer.accept(
                    stage,
                    extent,
                    task.execute(whole, ScriptedTaskContext.undisturbed()).payload());
        }
        return PrimeCountResult.decode(gatherer.finish()).counts();
    }
}
