package dev.forkyard.coordinator.gateway.primes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobType;
import dev.forkyard.coordinator.gateway.JobInputDoor;
import dev.forkyard.jobs.primes.gaps.PrimeGapJob;
import dev.forkyard.jobs.primes.sum.PrimeSumJob;
import dev.forkyard.jobs.primes.tuplets.TupletJob;
import dev.forkyard.proto.v1.CountTupletsRequest;
import dev.forkyard.proto.v1.FindLargestGapRequest;
import dev.forkyard.proto.v1.FindNthPrimeRequest;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.SumPrimesRequest;
import dev.forkyard.proto.v1.TestPrimesRequest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimeInputDoorsTest {
    private static final Range GOOD = range(3, 50);
    private static final Range REVERSED = range(5, 3);
    private static final Range EMPTY = range(7, 7);

    @Test
    void inputsAreShownAsTheyWereAskedFor() {
        assertShown(PrimeInputDoors.NTH, nth(25, -1L >>> 3));
        assertShown(PrimeInputDoors.SUM, sum(List.of(GOOD, EMPTY, range(0, -1L))));
        assertShown(PrimeInputDoors.TUPLETS, tuplets(GOOD, 2, 6));
        assertShown(PrimeInputDoors.TUPLETS, tuplets(GOOD));
        assertShown(PrimeInputDoors.GAP, gap(GOOD));
        assertShown(PrimeInputDoors.TEST, test(List.of(0L, 7L, -1L)));
    }

    @Test
    void listsShowOnlyTheFirstItems() {
        JobSpec.Builder ranges = JobSpec.newBuilder();
        JobSpec.Builder numbers = JobSpec.newBuilder();
        JobSpec many = sum(Collections.nCopies(100, GOOD));

        PrimeInputDoors.SUM.show(PrimeInputDoors.SUM.encode(many), 10, ranges);
        PrimeInputDoors.TEST.show(
                PrimeInputDoors.TEST.encode(test(Collections.nCopies(100, 7L))), 10, numbers);

        assertThat(ranges.getSumPrimes().getRangesCount()).isEqualTo(10);
        assertThat(numbers.getTestPrimes().getNumbersCount()).isEqualTo(10);
    }

    @Test
    void rangesAreChecked() {
        assertRefused(sum(List.of()), ErrorReason.NO_RANGES, "spec.sum_primes.ranges", "10000");
        assertRefused(
                sum(Collections.nCopies(10_001, GOOD)),
                ErrorReason.TOO_MANY_RANGES,
                "spec.sum_primes.ranges",
                "10000");
        assertRefused(
                sum(List.of(GOOD, REVERSED)),
                ErrorReason.INVALID_RANGE,
                "spec.sum_primes.ranges[1]",
                "start 5 is above end 3");
        assertRefused(
                tuplets(REVERSED),
                ErrorReason.INVALID_RANGE,
                "spec.count_tuplets.ranges[0]",
                "above");
        assertRefused(
                gap(REVERSED), ErrorReason.INVALID_RANGE, "spec.find_largest_gap.range", "above");
        assertRefused(
                JobSpec.newBuilder()
                        .setFindLargestGap(FindLargestGapRequest.getDefaultInstance())
                        .build(),
                ErrorReason.NO_RANGES,
                "spec.find_largest_gap.range",
                "no range");
    }

    @Test
    void otherValuesAreChecked() {
        assertRefused(
                tuplets(GOOD, 2, 7),
                ErrorReason.INVALID_OPTION,
                "spec.count_tuplets.sizes[1]",
                "2 to 6");
        assertRefused(
                nth(0, 0),
                ErrorReason.INVALID_OPTION,
                "spec.find_nth_prime.n",
                "425656284035217743");
        assertRefused(
                nth(425_656_284_035_217_744L, 0),
                ErrorReason.INVALID_OPTION,
                "spec.find_nth_prime.n",
                "425656284035217743");
        assertRefused(
                nth(-1L, 0),
                ErrorReason.INVALID_OPTION,
                "spec.find_nth_prime.n",
                "was 18446744073709551615");
        assertRefused(
                nth(1_000_000, -1_000_000L),
                ErrorReason.INVALID_OPTION,
                "spec.find_nth_prime.n",
                "primes below 2^64");
        assertRefused(
                test(List.of()), ErrorReason.INVALID_OPTION, "spec.test_primes.numbers", "10000");
        assertRefused(
                test(Collections.nCopies(10_001, 7L)),
                ErrorReason.INVALID_OPTION,
                "spec.test_primes.numbers",
                "10001 numbers");
    }

    @Test
    void emptyRangesHaveAnswers() {
        JobResult sum = answer(PrimeInputDoors.SUM, new PrimeSumJob(), sum(List.of(EMPTY, EMPTY)));
        JobResult tuplets = answer(PrimeInputDoors.TUPLETS, new TupletJob(), tuplets(EMPTY, 3));
        JobResult gap = answer(PrimeInputDoors.GAP, new PrimeGapJob(), gap(EMPTY));

        assertThat(sum.getSumPrimes().getTotal()).isEqualTo("0");
        assertThat(sum.getSumPrimes().getResultsList())
                .allSatisfy(one -> assertThat(one.getSum()).isEqualTo("0"))
                .hasSize(2);
        assertThat(tuplets.getCountTuplets().getTotalsList())
                .singleElement()
                .satisfies(one -> assertThat(one.getSize()).isEqualTo(3));
        assertThat(gap.hasFindLargestGap()).isTrue();
        assertThat(gap.getFindLargestGap().hasGap()).isFalse();
    }

    private static JobResult answer(JobInputDoor door, JobType type, JobSpec spec) {
        Gatherer gatherer = type.newGatherer(door.encode(spec));
        JobResult.Builder result = JobResult.newBuilder();
        door.show(gatherer.finish(), result);
        return result.build();
    }

    private static void assertShown(JobInputDoor door, JobSpec spec) {
        JobSpec.Builder shown = JobSpec.newBuilder();

        door.show(door.encode(spec), Integer.MAX_VALUE, shown);

        assertThat(door.kind()).isEqualTo(spec.getInputCase());
        assertThat(shown.build()).isEqualTo(spec);
    }

    private static void assertRefused(
            JobSpec spec, ErrorReason reason, String field, String message) {
        InvalidRequestException refusal =
                catchThrowableOfType(InvalidRequestException.class, () -> door(spec).encode(spec));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal).hasMessageContaining(message);
    }

    private static JobInputDoor door(JobSpec spec) {
        return List.<JobInputDoor>of(
                        PrimeInputDoors.NTH,
                        PrimeInputDoors.SUM,
                        PrimeInputDoors.TUPLETS,
                        PrimeInputDoors.GAP,
                        PrimeInputDoors.TEST)
                .stream()
                .filter(door -> door.kind() == spec.getInputCase())
                .findFirst()
                .orElseThrow();
    }

    private static JobSpec nth(long n, long from) {
        return JobSpec.newBuilder()
                .setFindNthPrime(FindNthPrimeRequest.newBuilder().setN(n).setFrom(from))
                .build();
    }

    private static JobSpec sum(List<Range> ranges) {
        return JobSpec.newBuilder()
                .setSumPrimes(SumPrimesRequest.newBuilder().addAllRanges(ranges))
                .build();
    }

    private static JobSpec tuplets(Range range, Integer... sizes) {
        return JobSpec.newBuilder()
                .setCountTuplets(
                        CountTupletsRequest.newBuilder()
                                .addRanges(range)
                                .addAllSizes(List.of(sizes)))
                .build();
    }

    private static JobSpec gap(Range range) {
        return JobSpec.newBuilder()
                .setFindLargestGap(FindLargestGapRequest.newBuilder().setRange(range))
                .build();
    }

    private static JobSpec test(List<Long> numbers) {
        return JobSpec.newBuilder()
                .setTestPrimes(TestPrimesRequest.newBuilder().addAllNumbers(numbers))
                .build();
    }

    private static Range range(long start, long end) {
        return Range.newBuilder().setStart(start).setEnd(end).build();
    }
}
