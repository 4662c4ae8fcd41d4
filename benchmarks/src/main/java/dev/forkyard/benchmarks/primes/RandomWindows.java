package dev.forkyard.benchmarks.primes;

import dev.forkyard.benchmarks.stand.Options;
import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrefixCount;
import dev.forkyard.jobs.primes.PrimeCounter;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Compares counts in random windows of all magnitudes with what primesieve prints. Exits with 1 at
 * the first difference.
 *
 * <p>primesieve needs up to seconds for its start high up, so that it prints one region, and
 * {@value #WINDOWS} windows within are counted. High up most of them are narrow and tested number
 * by number, as a job's parts would be; one of each region is sieved in any case.
 */
public final class RandomWindows {
    private static final int WINDOWS = 20;
    private static final long REGION_MAX = 20_000_000;

    /** Below it a window's start costs the sieve nothing. */
    private static final long SIEVED_END_MAX = 1L << 53;

    /** The widest window that is tested number by number. */
    private static final long TESTED_MAX = 100_000;

    private static final TaskContext UNDISTURBED =
            new TaskContext() {
                @Override
                public boolean cancelled() {
                    return false;
                }

                @Override
                public boolean yieldRequested() {
                    return false;
                }

                @Override
                public void progress(long finishedTo) {}
            };

    private final SegmentedSieve sieve = new SegmentedSieve();
    private final CandidateCounter candidates = new CandidateCounter();
    private long sieved;
    private long tested;

    private RandomWindows() {}

    /** Runs it. */
    public static void main(String[] words) {
        try {
            Options options = Options.parse(words, List.of("--windows", "--seed"));
            int windows = options.number("--windows", 10_000, 1, 10_000_000);
            int seed = options.number("--seed", 1, 0, 1_000_000);
            new RandomWindows().run((windows + WINDOWS - 1) / WINDOWS, seed);
        } catch (IllegalArgumentException e) {
            System.err.println("check-windows: " + e.getMessage());
            System.exit(2);
        } catch (IllegalStateException | Commands.Refused e) {
            System.err.println("check-windows: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(int regions, long seed) {
        for (int region = 0; region < regions; region++) {
            // One seed a region, so that a failure can be repeated alone.
            check(new Random(seed * 1_000_003 + region));
        }
        System.out.printf(
                "%d regions, %d windows sieved, %d tested number by number, all as primesieve%n",
                regions, sieved, tested);
    }

    private void check(Random random) {
        long end = (random.nextLong() >>> random.nextInt(Long.SIZE)) | 2;
        long width = 1 + (long) Math.pow(REGION_MAX, random.nextDouble());
        long start = Long.compareUnsigned(width, end) >= 0 ? 0 : end - width;
        long[] primes = print(start, end);
        for (int window = 0; window < WINDOWS; window++) {
            long from = between(random, start, end);
            long to = between(random, start, end);
            boolean whole = window == 0;
            checkOne(
                    whole || Long.compareUnsigned(from, to) > 0 ? start : from,
                    whole ? end : to,
                    whole,
                    primes);
        }
    }

    private void checkOne(long from, long to, boolean mustSieve, long[] primes) {
        UnsignedRange window = new UnsignedRange(from, to);
        if (window.isEmpty()) {
            return;
        }
        long expected = below(primes, to) - below(primes, from);
        boolean narrow = window.width() <= TESTED_MAX;
        if (mustSieve || Long.compareUnsigned(to, SIEVED_END_MAX) < 0) {
            compare(sieve, window, expected);
            sieved++;
        }
        if (narrow) {
            compare(candidates, window, expected);
            tested++;
        }
    }

    private static void compare(PrimeCounter counter, UnsignedRange window, long expected) {
        PrefixCount counted = counter.count(window, UNDISTURBED);
        if (counted.count() != expected || counted.finishedTo() != window.end()) {
            throw new IllegalStateException(
                    "%s: %s has %s, primesieve %d"
                            .formatted(
                                    window, counter.getClass().getSimpleName(), counted, expected));
        }
    }

    // As distances from the region's start: these are below 2^63.
    private static long[] print(long start, long end) {
        String printed =
                Commands.run(
                                "primesieve",
                                "-p",
                                "--quiet",
                                Long.toUnsignedString(start),
                                Long.toUnsignedString(end - 1))
                        .answer();
        return printed.isEmpty()
                ? new long[] {start}
                : prepend(
                        start,
                        printed.lines()
                                .mapToLong(line -> Long.parseUnsignedLong(line) - start)
                                .toArray());
    }

    /** The start goes before the primes' distances from it. */
    private static long[] prepend(long start, long[] distances) {
        long[] all = new long[distances.length + 1];
        all[0] = start;
        System.arraycopy(distances, 0, all, 1, distances.length);
        return all;
    }

    private static long below(long[] primes, long number) {
        int found = Arrays.binarySearch(primes, 1, primes.length, number - primes[0]);
        return found < 0 ? -found - 2 : found - 1;
    }

    private static long between(Random random, long start, long end) {
        return start + Long.remainderUnsigned(random.nextLong(), end - start + 1);
    }
}
