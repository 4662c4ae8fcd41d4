/** Tests of the tests of single numbers. */
@NullMarked
package dev.forkyard.jobs.primes.test;

import org.jspecify.annotations.NullMarked;
