/**
 * Shows the primes of a window, as bitmaps, to whoever wants to know something of them: by sieve,
 * or by tests where those are quicker. Called by the tasks of sums, tuplets, gaps and n-th primes;
 * calls {@code sieve} and {@code primality}. Read {@link dev.forkyard.jobs.primes.scan.PrimeScan}
 * first.
 */
@NullMarked
package dev.forkyard.jobs.primes.scan;

import org.jspecify.annotations.NullMarked;
