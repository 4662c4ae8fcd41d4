/**
 * The job type {@code primes.sum/1}: the sum of the primes in each of up to 10,000 ranges. Read
 * {@link dev.forkyard.jobs.primes.sum.PrimeSumJob} first.
 */
@NullMarked
package dev.forkyard.jobs.primes.sum;

import org.jspecify.annotations.NullMarked;
