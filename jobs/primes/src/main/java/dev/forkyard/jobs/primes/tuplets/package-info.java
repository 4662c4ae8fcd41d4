/**
 * The job type {@code primes.tuplets/1}: how many prime k-tuplets, k = 2…6, each of up to 10,000
 * ranges has. Read {@link dev.forkyard.jobs.primes.tuplets.TupletJob} first, then {@link
 * dev.forkyard.jobs.primes.tuplets.TupletSink}.
 */
@NullMarked
package dev.forkyard.jobs.primes.tuplets;

import org.jspecify.annotations.NullMarked;
