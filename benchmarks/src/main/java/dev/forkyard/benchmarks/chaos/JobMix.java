package dev.forkyard.benchmarks.chaos;

import dev.forkyard.benchmarks.stand.Specs;
import dev.forkyard.proto.v1.ChaosFault;
import dev.forkyard.proto.v1.ChaosFaultKind;
import dev.forkyard.proto.v1.ChaosItemsResponse;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.Range;
import java.util.List;
import java.util.Random;

/**
 * Draws jobs with known answers, some hundredths of a second of work each and most of it real, so
 * that workers are busy when faults strike. Thread-safe.
 */
final class JobMix {
    /** Bounds and the primes below them: OEIS A006880. */
    private static final long[][] PRIMES_BELOW = {
        {1_000_000L, 78_498L},
        {10_000_000L, 664_579L},
        {100_000_000L, 5_761_455L},
        {1_000_000_000L, 50_847_534L},
    };

    private static final List<ChaosFaultKind> CHARGED =
            List.of(
                    ChaosFaultKind.CHAOS_FAULT_KIND_THROW,
                    ChaosFaultKind.CHAOS_FAULT_KIND_EXIT,
                    ChaosFaultKind.CHAOS_FAULT_KIND_HALT,
                    ChaosFaultKind.CHAOS_FAULT_KIND_SEGV);
    private static final int WIDE_ONE_IN = 8;
    private static final int PERCENT = 100;
    private static final int PRIMES_PERCENT = 40;
    private static final int SPIN_PERCENT = 65;
    private static final int SLEEP_PERCENT = 85;
    private static final int NOOP_PERCENT = 93;
    private static final int PRINT_PERCENT = 97;

    private final Random random;

    JobMix(long seed) {
        random = new Random(seed);
    }

    /** The next job. */
    synchronized KnownJob next() {
        int draw = random.nextInt(PERCENT);
        if (draw < PRIMES_PERCENT) {
            return primes();
        }
        if (draw < SPIN_PERCENT) {
            return calm(10 + random.nextInt(60), ChaosWork.CHAOS_WORK_SPIN, 1);
        }
        if (draw < SLEEP_PERCENT) {
            return calm(5 + random.nextInt(20), ChaosWork.CHAOS_WORK_SLEEP, 5);
        }
        if (draw < NOOP_PERCENT) {
            return calm(1 + random.nextInt(10_000_000), ChaosWork.CHAOS_WORK_NOOP, 0);
        }
        int items = 16 + random.nextInt(100);
        return draw < PRINT_PERCENT
                ? known(
                        items,
                        ChaosWork.CHAOS_WORK_NOOP,
                        0,
                        fault(ChaosFaultKind.CHAOS_FAULT_KIND_PRINT, items),
                        true)
                : faulty(CHARGED.get(random.nextInt(CHARGED.size())), items);
    }

    /** A job, one item of which fills the heap of each worker that executes it. */
    synchronized KnownJob outOfMemory() {
        return faulty(ChaosFaultKind.CHAOS_FAULT_KIND_HEAP, 8);
    }

    private KnownJob primes() {
        // The last bound is a second of work for a worker that has only just begun.
        int bounds = PRIMES_BELOW.length - (random.nextInt(WIDE_ONE_IN) == 0 ? 0 : 1);
        int low = random.nextInt(bounds - 1);
        int high = low + 1 + random.nextInt(bounds - 1 - low);
        CountPrimesRequest request =
                CountPrimesRequest.newBuilder()
                        .addRanges(
                                Range.newBuilder()
                                        .setStart(PRIMES_BELOW[low][0])
                                        .setEnd(PRIMES_BELOW[high][0]))
                        .setMethod(Method.METHOD_SIEVE)
                        .build();
        CountPrimesResponse answer =
                CountPrimesResponse.newBuilder()
                        .setTotal(PRIMES_BELOW[high][1] - PRIMES_BELOW[low][1])
                        .build();
        return new KnownJob(
                JobSpec.newBuilder().setCountPrimes(request).build(),
                JobResult.newBuilder().setCountPrimes(answer).build(),
                true);
    }

    private static KnownJob calm(int items, ChaosWork work, int millis) {
        return answered(Specs.chaos(items, work, millis, List.of()), items, sum(items), true);
    }

    private KnownJob faulty(ChaosFaultKind kind, int items) {
        return known(items, ChaosWork.CHAOS_WORK_NOOP, 0, fault(kind, items), false);
    }

    private static KnownJob known(
            int items, ChaosWork work, int millis, ChaosFault fault, boolean whole) {
        JobSpec spec = Specs.chaos(items, work, millis, List.of(fault));
        return whole
                ? answered(spec, items, sum(items), true)
                : answered(spec, items - 1L, sum(items) - fault.getItem(), false);
    }

    private ChaosFault fault(ChaosFaultKind kind, int items) {
        return ChaosFault.newBuilder().setKind(kind).setItem(random.nextInt(items)).build();
    }

    private static KnownJob answered(JobSpec spec, long count, long sum, boolean whole) {
        return new KnownJob(
                spec,
                JobResult.newBuilder()
                        .setChaosItems(ChaosItemsResponse.newBuilder().setCount(count).setSum(sum))
                        .build(),
                whole);
    }

    private static long sum(long items) {
        return items * (items - 1) / 2;
    }
}
