/**
 * The job type {@code primes.gap/1}: the largest gap between consecutive primes of a range. Read
 * {@link dev.forkyard.jobs.primes.gaps.PrimeGapJob} first.
 */
@NullMarked
package dev.forkyard.jobs.primes.gaps;

import org.jspecify.annotations.NullMarked;
