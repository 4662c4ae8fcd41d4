/**
 * What all questions have in common that go through the primes of each of several ranges: input,
 * stages, parts, gathering and result. An operation brings a {@link
 * dev.forkyard.jobs.primes.ranges.RangeOperation}; sums, tuplets and gaps are such. Read {@link
 * dev.forkyard.jobs.primes.ranges.RangesJob} first.
 */
@NullMarked
package dev.forkyard.jobs.primes.ranges;

import org.jspecify.annotations.NullMarked;
