/**
 * Primality of single numbers, and counting a narrow window number by number. Called by the
 * counting task; calls nothing but the JDK. Read {@link
 * dev.forkyard.jobs.primes.primality.CandidateCounter} first.
 */
@NullMarked
package dev.forkyard.jobs.primes.primality;

import org.jspecify.annotations.NullMarked;
