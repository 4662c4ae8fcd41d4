package dev.forkyard.jobs.primes.primality;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrefixCount;
import dev.forkyard.jobs.primes.PrimeCounter;

/**
 * Counts the primes of a narrow window by testing each number that 2, 3 and 5 do not divide. It
 * starts at once, where a sieve would first find all primes up to the window's root. Confined to
 * one thread.
 */
public final class CandidateCounter implements PrimeCounter {
    // Some 30 µs of tests between two looks at the context.
    private static final int CANDIDATES_PER_LOOK = 64;
    private static final int[] STEPS = stepsToNextCandidate();
    private static final long LARGEST_TRIVIAL = 5;
    private static final long FIRST_CANDIDATE = 7;

    // A number below it without a factor up to the limit of trial division is prime.
    private static final long TRIAL_DIVISION_LIMIT =
            (long) TrialDivision.PRIME_MAX * TrialDivision.PRIME_MAX;

    @Override
    public PrefixCount count(UnsignedRange window, TaskContext context) {
        long count = smallPrimes(window);
        long at = firstCandidate(window.start());
        int phase = (int) Long.remainderUnsigned(at, STEPS.length);
        int sinceLook = 0;
        while (window.contains(at)) {
            if (isPrime(at)) {
                count++;
            }
            int step = STEPS[phase];
            if (Long.compareUnsigned(window.end() - at, step) <= 0) {
                break; // Also keeps the sum below 2^64.
            }
            at += step;
            phase = (phase + step) % STEPS.length;
            if (++sinceLook == CANDIDATES_PER_LOOK) {
                sinceLook = 0;
                context.progress(at);
                if (context.shouldStop()) {
                    return new PrefixCount(at, count);
                }
            }
        }
        context.progress(window.end());
        return new PrefixCount(window.end(), count);
    }

    /** Tells whether a number is prime. */
    public static boolean isPrime(long number) {
        if (Long.compareUnsigned(number, LARGEST_TRIVIAL) <= 0) {
            return number == 2 || number == 3 || number == 5;
        }
        if (number % 2 == 0
                || Long.remainderUnsigned(number, 3) == 0
                || Long.remainderUnsigned(number, 5) == 0) {
            return false;
        }
        int factor = TrialDivision.factor(number);
        if (factor != 0) {
            return number == factor;
        }
        return Long.compareUnsigned(number, TRIAL_DIVISION_LIMIT) < 0
                || MillerRabin.isPrime(number);
    }

    private static int smallPrimes(UnsignedRange window) {
        return (window.contains(2) ? 1 : 0)
                + (window.contains(3) ? 1 : 0)
                + (window.contains(5) ? 1 : 0);
    }

    /** The first number from {@code start} on, and above 6, that 2, 3 and 5 do not divide. */
    private static long firstCandidate(long start) {
        long at = Long.compareUnsigned(start, FIRST_CANDIDATE) < 0 ? FIRST_CANDIDATE : start;
        int phase = (int) Long.remainderUnsigned(at, STEPS.length);
        if (isCandidate(phase)) {
            return at;
        }
        long candidate = at + STEPS[phase];
        return Long.compareUnsigned(candidate, at) < 0 ? -1L : candidate;
    }

    private static int[] stepsToNextCandidate() {
        int[] steps = new int[30];
        for (int phase = 0; phase < steps.length; phase++) {
            do {
                steps[phase]++;
            } while (!isCandidate(phase + steps[phase]));
        }
        return steps;
    }

    private static boolean isCandidate(int number) {
        return number % 2 != 0 && number % 3 != 0 && number % 5 != 0;
    }
}
