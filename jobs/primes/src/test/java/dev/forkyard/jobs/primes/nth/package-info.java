/** Tests of the n-th prime. */
@NullMarked
package dev.forkyard.jobs.primes.nth;

import org.jspecify.annotations.NullMarked;
