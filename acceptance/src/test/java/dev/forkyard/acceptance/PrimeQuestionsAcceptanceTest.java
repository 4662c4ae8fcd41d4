package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.PrimeQuestions;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CountTupletsRequest;
import dev.forkyard.proto.v1.FindLargestGapRequest;
import dev.forkyard.proto.v1.FindNthPrimeRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.PrimeGap;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.SumPrimesRequest;
import dev.forkyard.proto.v1.TestPrimesRequest;
import dev.forkyard.proto.v1.TestedNumber;
import dev.forkyard.proto.v1.TupletCount;
import dev.forkyard.proto.v1.WaitJobRequest;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The questions about primes besides their count, with real workers. The values are those of
 * shared/PRIMES.md; to 10^10 sums are of OEIS A046731, gaps of A005250, tuplets of {@code
 * primesieve -c2 1e10} to {@code -c6}.
 */
class PrimeQuestionsAcceptanceTest {
    private static final long TEN_BILLION = 10_000_000_000L;
    private static final Long[] TUPLETS = {27_412_679L, 5_425_573L, 180_529L, 40_414L, 1_613L};

    /** The number of primes below 2^64. */
    private static final long NTH_MAX = 425_656_284_035_217_743L;

    private static RunningCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = RunningCluster.start(2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void nthPrimesAreFound() {
        assertThat(nth(1, 0)).isEqualTo(2);
        assertThat(nth(1_000_000_000, 0)).isEqualTo(22_801_763_489L);
        assertThat(nth(1000, 1_000_000_000_000L)).isEqualTo(1_000_000_027_577L);
        assertThat(nth(1, -59L)).isEqualTo(-59L);
    }

    @Test
    void nthPrimeBeyondAllNumbersIsRefusedWithTheBound() {
        assertRefused(NTH_MAX + 1, 0, Long.toString(NTH_MAX));
        assertRefused(1_000_000, -1_000_000L, "only about");
        assertRefused(2, -59L, "is at most 1");
    }

    @Test
    void jobWhosePrimeIsNotThereFailsForItsCaller() {
        List<Job> snapshots = new ArrayList<>();
        JobSpec spec = JobSpec.newBuilder().setFindNthPrime(nthRequest(2, -59L)).build();

        cluster.jobs()
                .runJob(RunJobRequest.newBuilder().setSpec(spec).build())
                .forEachRemaining(response -> snapshots.add(response.getJob()));

        Job end = snapshots.get(snapshots.size() - 1);
        assertThat(end.getState()).isEqualTo(JobState.JOB_STATE_FAILED);
        assertThat(end.getError().getReason()).isEqualTo(ErrorReason.INVALID_OPTION.name());
    }

    @Test
    void sumsTupletsAndGapsOfABillionAreExact() {
        Range billion = range(0, 1_000_000_000);
        var sums = cluster.primes().sumPrimes(sum(billion, range(24, 28)));
        var tuplets = cluster.primes().countTuplets(tuplets(billion, range(3, 8)));
        var gap = cluster.primes().findLargestGap(gap(billion)).getGap();

        assertThat(sums.getResults(0).getSum()).isEqualTo("24739512092254535");
        assertThat(sums.getResults(1).getSum()).isEqualTo("0");
        assertThat(sums.getTotal()).isEqualTo("24739512092254535");
        assertThat(tuplets.getResults(0).getCountsList())
                .extracting(TupletCount::getCount)
                .containsExactly(3_424_506L, 759_256L, 28_388L, 7_221L, 317L);
        assertThat(tuplets.getTotals(0).getCount()).isEqualTo(3_424_508);
        assertThat(gap)
                .isEqualTo(
                        PrimeGap.newBuilder()
                                .setLength(282)
                                .setStart(436_273_009)
                                .setEnd(436_273_291)
                                .build());
    }

    @Test
    void numbersAreTestedByTheThousand() {
        TestPrimesRequest.Builder request = TestPrimesRequest.newBuilder();
        for (long number = 0; number < 10_000; number++) {
            request.addNumbers(number);
        }

        var response = cluster.primes().testPrimes(request.build());

        assertThat(response.getResultsList().stream().filter(TestedNumber::getPrime)).hasSize(1229);
        assertThat(response.getResults(9973).getPrime()).isTrue();
        assertThat(response.getResults(9973).getNumber()).isEqualTo(9973);
    }

    @Test
    void clientAsksTheSame() {
        PrimeQuestions primes = ForkyardClient.on(cluster.channel).primes();
        UnsignedRange million = new UnsignedRange(0, 1_000_000);

        assertThat(primes.nth(1_000_000, 0)).isEqualTo(15_485_863);
        assertThat(primes.sum(million)).isEqualTo(37_550_402_023L);
        assertThat(primes.tuplets(List.of(million), List.of(2)).getTotals(0).getCount())
                .isEqualTo(8169);
        assertThat(primes.largestGap(million).orElseThrow().getLength()).isEqualTo(114);
        assertThat(primes.largestGap(new UnsignedRange(24, 29))).isEmpty();
        assertThat(primes.isPrime(-59L)).isTrue();
        assertThat(primes.isPrime(-58L)).isFalse();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> primes.nth(0, 0))
                .withMessageContaining(Long.toString(NTH_MAX));
    }

    @Test
    void workerKilledMeanwhileChangesNoAnswer() {
        Range range = range(0, TEN_BILLION);

        JobResult sum = afterAKill(JobSpec.newBuilder().setSumPrimes(sum(range)));
        JobResult tuplets = afterAKill(JobSpec.newBuilder().setCountTuplets(tuplets(range)));
        JobResult gap = afterAKill(JobSpec.newBuilder().setFindLargestGap(gap(range)));
        JobResult nth =
                afterAKill(
                        JobSpec.newBuilder().setFindNthPrime(nthRequest(29_844_570_422_669L, 0)));

        assertThat(sum.getSumPrimes().getTotal()).isEqualTo("2220822432581729238");
        assertThat(tuplets.getCountTuplets().getTotalsList())
                .extracting(TupletCount::getCount)
                .containsExactly(TUPLETS);
        assertThat(gap.getFindLargestGap().getGap().getLength()).isEqualTo(354);
        assertThat(gap.getFindLargestGap().getGap().getStart()).isEqualTo(4_302_407_359L);
        assertThat(nth.getFindNthPrime().getPrime()).isEqualTo(999_999_999_999_989L);
    }

    private static JobResult afterAKill(JobSpec.Builder spec) {
        String job =
                cluster.jobs()
                        .submitJob(SubmitJobRequest.newBuilder().setSpec(spec).build())
                        .getJob()
                        .getJobId();
        Worker victim = cluster.awaitBusyWorker();
        Processes.signal("KILL", victim.getPid());
        Job ended =
                cluster.jobs().waitJob(WaitJobRequest.newBuilder().setJobId(job).build()).getJob();

        assertThat(ended.getState()).isEqualTo(JobState.JOB_STATE_SUCCEEDED);
        return ended.getResult();
    }

    private static void assertRefused(long n, long from, String message) {
        StatusRuntimeException refusal =
                catchThrowableOfType(StatusRuntimeException.class, () -> nth(n, from));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        ForkyardException why = StatusMapping.fromStatus(refusal).orElseThrow();
        assertThat(why.reason()).isEqualTo(ErrorReason.INVALID_OPTION);
        assertThat(why).hasMessageContaining(message);
    }

    private static long nth(long n, long from) {
        return cluster.primes().findNthPrime(nthRequest(n, from)).getPrime();
    }

    private static FindNthPrimeRequest nthRequest(long n, long from) {
        return FindNthPrimeRequest.newBuilder().setN(n).setFrom(from).build();
    }

    private static SumPrimesRequest sum(Range... ranges) {
        return SumPrimesRequest.newBuilder().addAllRanges(List.of(ranges)).build();
    }

    private static CountTupletsRequest tuplets(Range... ranges) {
        return CountTupletsRequest.newBuilder().addAllRanges(List.of(ranges)).build();
    }

    private static FindLargestGapRequest gap(Range range) {
        return FindLargestGapRequest.newBuilder().setRange(range).build();
    }

    private static Range range(long start, long end) {
        return Range.newBuilder().setStart(start).setEnd(end).build();
    }
}
