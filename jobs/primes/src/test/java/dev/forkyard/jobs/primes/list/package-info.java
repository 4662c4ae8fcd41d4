/** Tests of lists of primes. */
@NullMarked
package dev.forkyard.jobs.primes.list;

import org.jspecify.annotations.NullMarked;
