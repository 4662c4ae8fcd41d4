/** Tests of the prime counting formula. */
@NullMarked
package dev.forkyard.jobs.primes.pi;

import org.jspecify.annotations.NullMarked;
