package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of primes through real workers, readers that stop or leave, and a kill. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class ListAcceptanceTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long END = 400_000_000L;

    /** {@code primesieve 399999999}. */
    private static final long PRIMES_BELOW_END = 21_336_326L;

    private RunningCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = RunningCluster.start(2);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void numbersAreAllThePrimesInOrder() {
        long sum = 0;
        long count = 0;
        long last = 0;
        long next = 0;
        for (Iterator<ListPrimesResponse> chunks = list(0, 1_000_001, PrimeForm.PRIME_FORM_NUMBERS);
                chunks.hasNext(); ) {
            ListPrimesResponse chunk = chunks.next();
            assertThat(chunk.getRange().getStart()).isEqualTo(next);
            next = chunk.getRange().getEnd();
            assertThat(chunk.getCount()).isEqualTo(chunk.getPrimesCount());
            for (long prime : chunk.getPrimesList()) {
                assertThat(prime).isGreaterThan(last);
                last = prime;
                sum += prime;
                count++;
            }
        }

        assertThat(next).isEqualTo(1_000_001);
        assertThat(count).isEqualTo(78_498);
        assertThat(sum).isEqualTo(37_550_402_023L);
    }

    @Test
    void listIsWholeThoughAWorkerIsKilledMidway() {
        Iterator<ListPrimesResponse> chunks = list(0, END, PrimeForm.PRIME_FORM_BITMAP);
        Tally tally = new Tally();
        tally.add(chunks.next());

        Processes.signal("KILL", cluster.workers().get(0).getPid());
        chunks.forEachRemaining(tally::add);

        assertThat(tally.next).isEqualTo(END);
        assertThat(tally.count).isEqualTo(PRIMES_BELOW_END);
    }

    @Test
    void limitEndsTheListWithinItsRange() {
        Tally tally = new Tally();
        ListPrimesRequest request =
                ListPrimesRequest.newBuilder()
                        .setRange(range(1_000_000_000_000_000_000L, -1L))
                        .setForm(PrimeForm.PRIME_FORM_BITMAP)
                        .setLimit(23)
                        .build();

        cluster.primes().listPrimes(request).forEachRemaining(tally::add);

        // The 23 primes up to 10^18 + 1000 end with 10^18 + 957 (shared/PRIMES.md's count).
        assertThat(tally.count).isEqualTo(23);
        assertThat(Long.compareUnsigned(tally.next, 1_000_000_000_000_001_001L)).isNegative();
        awaitNoJob();
    }

    @Test
    void readerWhoStopsReadingStopsTheWorkAndOthersGoOn() {
        Context.CancellableContext call = Context.current().withCancellation();
        Iterator<ListPrimesResponse> chunks = callIn(call, 0, -1L);
        chunks.next();

        awaitNoTask();

        // A window of eight parts, and what fits between coordinator and client.
        assertThat(tasksFinished()).isLessThan(20);
        assertThat(cluster.cluster().getQueue().getJobsLive()).isEqualTo(1);
        assertThat(count(0, 1_000_000)).isEqualTo(78_498);
        assertThat(chunks.next().getCount()).isPositive();
        call.cancel(null);
        awaitNoJob();
    }

    @Test
    void readerWhoLeavesCancelsTheJob() {
        Context.CancellableContext call = Context.current().withCancellation();
        callIn(call, 0, -1L).next();

        call.cancel(null);

        awaitNoJob();
        awaitNoTask();
    }

    @Test
    void emptyRangeHasNoChunkAndWrongOnesAreRefused() {
        assertThat(list(7, 7, PrimeForm.PRIME_FORM_NUMBERS).hasNext()).isFalse();
        assertRefused(ListPrimesRequest.getDefaultInstance(), ErrorReason.NO_RANGES);
        assertRefused(
                ListPrimesRequest.newBuilder().setRange(range(2, 1)).build(),
                ErrorReason.INVALID_RANGE);
        assertRefused(
                ListPrimesRequest.newBuilder().setRange(range(1, 2)).setFormValue(9).build(),
                ErrorReason.INVALID_OPTION);
    }

    @Test
    void listCannotBeSubmitted() {
        JobSpec spec =
                JobSpec.newBuilder()
                        .setListPrimes(ListPrimesRequest.newBuilder().setRange(range(0, 10)))
                        .build();

        StatusRuntimeException refusal =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                cluster.jobs()
                                        .submitJob(
                                                SubmitJobRequest.newBuilder()
                                                        .setSpec(spec)
                                                        .build()));

        assertThat(reason(refusal)).isEqualTo(ErrorReason.INVALID_OPTION);
        assertThat(refusal).hasMessageContaining("call PrimeService");
    }

    /** What came so far, without a gap. */
    private static final class Tally {
        private long next;
        private long count;
        private boolean begun;

        void add(ListPrimesResponse chunk) {
            if (begun) {
                assertThat(chunk.getRange().getStart()).isEqualTo(next);
            }
            begun = true;
            next = chunk.getRange().getEnd();
            long bits = chunk.getPrimesCount();
            for (byte one : chunk.getBitmap().toByteArray()) {
                bits += Integer.bitCount(one & 0xff);
            }
            assertThat(chunk.getCount()).isEqualTo(bits);
            count += bits;
        }
    }

    private void awaitNoTask() {
        Await.until(
                "no worker has a task",
                LONG,
                () -> cluster.cluster().getQueue().getTasksRunning() == 0);
    }

    private long tasksFinished() {
        return cluster.workers().stream().mapToLong(Worker::getTasksFinished).sum();
    }

    private void awaitNoJob() {
        Await.until("no job is left", LONG, () -> cluster.cluster().getQueue().getJobsLive() == 0);
    }

    private Iterator<ListPrimesResponse> list(long start, long end, PrimeForm form) {
        return cluster.primes()
                .listPrimes(
                        ListPrimesRequest.newBuilder()
                                .setRange(range(start, end))
                                .setForm(form)
                                .build());
    }

    private Iterator<ListPrimesResponse> callIn(
            Context.CancellableContext call, long start, long end) {
        Context before = call.attach();
        try {
            return list(start, end, PrimeForm.PRIME_FORM_BITMAP);
        } finally {
            call.detach(before);
        }
    }

    private long count(long start, long end) {
        return cluster.primes()
                .countPrimes(CountPrimesRequest.newBuilder().addRanges(range(start, end)).build())
                .getTotal();
    }

    private void assertRefused(ListPrimesRequest request, ErrorReason why) {
        StatusRuntimeException refusal =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> cluster.primes().listPrimes(request).hasNext());

        assertThat(reason(refusal)).isEqualTo(why);
    }

    private static ErrorReason reason(StatusRuntimeException refusal) {
        return StatusMapping.fromStatus(refusal).map(ForkyardException::reason).orElseThrow();
    }

    private static Range range(long start, long end) {
        return Range.newBuilder().setStart(start).setEnd(end).build();
    }
}
