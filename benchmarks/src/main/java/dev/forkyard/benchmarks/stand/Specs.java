package dev.forkyard.benchmarks.stand;

import dev.forkyard.proto.v1.ChaosFault;
import dev.forkyard.proto.v1.ChaosItemsRequest;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.Range;
import java.util.List;

/** Jobs to submit. Stateless. */
public final class Specs {
    private Specs() {}

    /** Items that do nothing. */
    public static JobSpec noop(long items) {
        return chaos(items, ChaosWork.CHAOS_WORK_NOOP, 0, List.of());
    }

    /** Primes below an end, sieved. */
    public static JobSpec sieve(long end) {
        return JobSpec.newBuilder()
                .setCountPrimes(
                        CountPrimesRequest.newBuilder()
                                .addRanges(Range.newBuilder().setEnd(end))
                                .setMethod(Method.METHOD_SIEVE))
                .build();
    }

    /** Items that do what they are told. */
    public static JobSpec chaos(long items, ChaosWork work, int millis, List<ChaosFault> faults) {
        return JobSpec.newBuilder()
                .setChaosItems(
                        ChaosItemsRequest.newBuilder()
                                .setItems(items)
                                .setWork(work)
                                .setWorkMillis(millis)
                                .addAllFaults(faults))
                .build();
    }

    /** The same job with one item in each task. */
    public static JobSpec oneItemATask(JobSpec spec) {
        return spec.toBuilder()
                .setPolicy(ExecutionPolicy.newBuilder().setMaxItemsPerTask(1))
                .build();
    }
}
