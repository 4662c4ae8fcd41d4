/**
 * Lists of primes: the parts of a range as bitmaps, in order. The bytes of the bitmaps are the
 * numbers of the one stage, so that parts always meet between two bytes. Called by the worker's
 * slot and the coordinator's plan threads; the coordinator's door to {@code ListPrimes} reads the
 * bitmaps. Read {@link dev.forkyard.jobs.primes.list.PrimeListJob} first.
 */
@NullMarked
package dev.forkyard.jobs.primes.list;

import org.jspecify.annotations.NullMarked;
