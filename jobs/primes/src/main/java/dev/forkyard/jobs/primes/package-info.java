/**
 * The job type {@code primes.count/1}: how many primes lie in each of up to 10,000 ranges. The
 * coordinator's gateway encodes the input and decodes the result, its plan and gather threads call
 * planner and gatherer, the workers call the task. Read {@link
 * dev.forkyard.jobs.primes.PrimeCountJob} first, then {@link
 * dev.forkyard.jobs.primes.PrimeCountLayout}.
 */
@NullMarked
package dev.forkyard.jobs.primes;

import org.jspecify.annotations.NullMarked;
