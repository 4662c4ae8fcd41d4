/** Tests of the bitmaps that questions look at. */
@NullMarked
package dev.forkyard.jobs.primes.scan;

import org.jspecify.annotations.NullMarked;
