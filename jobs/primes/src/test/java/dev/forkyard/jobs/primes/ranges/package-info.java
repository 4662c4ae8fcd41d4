/** Tests of the questions that go through ranges: sums, tuplets, gaps. */
@NullMarked
package dev.forkyard.jobs.primes.ranges;

import org.jspecify.annotations.NullMarked;
