package dev.forkyard.jobs.primes;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import java.util.ArrayList;
import java.util.List;

/** Primes of narrow windows, one by one: what the tests compare with. Stateless. */
public final class Reference {
    private Reference() {}

    /** The primes of a window in ascending order. */
    public static List<Long> primes(UnsignedRange window) {
        List<Long> primes = new ArrayList<>();
        for (long number = window.start(); number != window.end(); number++) {
            if (CandidateCounter.isPrime(number)) {
                primes.add(number);
            }
        }
        return primes;
    }
}
