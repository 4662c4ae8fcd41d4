/**
 * How many primes there are up to one number, without looking at all of them: a combinatorial
 * formula whose sums are cut into parts. Called by the parent package: its planner and gatherer on
 * the coordinator's threads, its task on a worker's slot thread. Read {@link
 * dev.forkyard.jobs.primes.pi.PiFormula} first.
 */
@NullMarked
package dev.forkyard.jobs.primes.pi;

import org.jspecify.annotations.NullMarked;
