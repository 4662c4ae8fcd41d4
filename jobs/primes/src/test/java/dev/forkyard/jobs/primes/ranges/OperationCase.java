package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.job.JobType;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.JobRun;
import dev.forkyard.jobs.primes.Reference;
import dev.forkyard.jobs.primes.gaps.PrimeGapJob;
import dev.forkyard.jobs.primes.sum.PrimeSumJob;
import dev.forkyard.jobs.primes.tuplets.TupletCounts;
import dev.forkyard.jobs.primes.tuplets.TupletJob;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** An operation and a plain way to the same answer, in words. Immutable. */
record OperationCase<F>(
        JobType type,
        RangeOperation<F> operation,
        Function<F, String> words,
        Function<List<Long>, String> reference) {
    private static final List<List<int[]>> FORMS =
            List.of(
                    List.of(new int[] {0, 2}),
                    List.of(new int[] {0, 2, 6}, new int[] {0, 4, 6}),
                    List.of(new int[] {0, 2, 6, 8}),
                    List.of(new int[] {0, 2, 6, 8, 12}, new int[] {0, 4, 6, 10, 12}),
                    List.of(new int[] {0, 4, 6, 10, 12, 16}));

    static final OperationCase<?> SUM =
            new OperationCase<>(
                    new PrimeSumJob(), PrimeSumJob.OPERATION, Object::toString, OperationCase::sum);

    static final OperationCase<?> TUPLETS =
            new OperationCase<>(
                    new TupletJob(),
                    TupletJob.OPERATION,
                    fold -> fold.counts().toString(),
                    OperationCase::tuplets);

    static final OperationCase<?> GAP =
            new OperationCase<>(
                    new PrimeGapJob(),
                    PrimeGapJob.OPERATION,
                    fold ->
                            Long.toUnsignedString(fold.length())
                                    + " "
                                    + Long.toUnsignedString(fold.start()),
                    OperationCase::gap);

    static List<OperationCase<?>> all() {
        return List.of(SUM, TUPLETS, GAP);
    }

    /** The answers of a job that is not cut. */
    List<String> whole(List<UnsignedRange> ranges) {
        return words(JobRun.whole(type, RangesInput.of(ranges).encode()));
    }

    /** The answers of a job that is cut at random. */
    List<String> cut(List<UnsignedRange> ranges, int partsMax, Random random) {
        return words(JobRun.cut(type, RangesInput.of(ranges).encode(), partsMax, random));
    }

    /** The plain answer. */
    String expected(UnsignedRange range) {
        return reference.apply(Reference.primes(range));
    }

    private List<String> words(byte[] answer) {
        return RangesResult.decode(answer, operation).answers().stream()
                .map(one -> words.apply(one.fold()))
                .toList();
    }

    private static String sum(List<Long> primes) {
        return primes.stream()
                .map(prime -> new BigInteger(Long.toUnsignedString(prime)))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .toString();
    }

    private static String gap(List<Long> primes) {
        long length = 0;
        long start = 0;
        for (int i = 1; i < primes.size(); i++) {
            if (primes.get(i) - primes.get(i - 1) > length) {
                length = primes.get(i) - primes.get(i - 1);
                start = primes.get(i - 1);
            }
        }
        return Long.toUnsignedString(length) + " " + Long.toUnsignedString(start);
    }

    private static String tuplets(List<Long> primes) {
        Set<Long> all = new HashSet<>(primes);
        long[] counts = new long[FORMS.size()];
        for (long first : primes) {
            for (int size = 0; size < counts.length; size++) {
                for (int[] form : FORMS.get(size)) {
                    counts[size] += isIn(all, first, form) ? 1 : 0;
                }
            }
        }
        return new TupletCounts(Arrays.stream(counts).boxed().toList()).counts().toString();
    }

    private static boolean isIn(Set<Long> primes, long first, int[] form) {
        for (int distance : form) {
            if (!primes.contains(first + distance)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return operation.name();
    }
}
