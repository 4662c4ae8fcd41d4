/**
 * How fast primes are counted, beside primesieve, primecount and the tutorial's Python program in
 * the same run. Read {@link dev.forkyard.benchmarks.primes.PrimeBenchmark} first.
 */
@NullMarked
package dev.forkyard.benchmarks.primes;

import org.jspecify.annotations.NullMarked;
