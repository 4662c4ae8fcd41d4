/**
 * The job type {@code primes.nth/1}: the n-th prime from some number on. Read {@link
 * dev.forkyard.jobs.primes.nth.NthPrimeJob} first, then {@link
 * dev.forkyard.jobs.primes.nth.PrimeEstimate}.
 */
@NullMarked
package dev.forkyard.jobs.primes.nth;

import org.jspecify.annotations.NullMarked;
