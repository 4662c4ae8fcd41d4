/**
 * The words {@code primes …}: what they ask for and how their answers are printed. A thin door to
 * the job type; called by the command tree and by {@code cli.job}. Read {@link
 * dev.forkyard.client.cli.primes.CountWords} first, then {@link
 * dev.forkyard.client.cli.primes.PrimeAnswers}.
 */
@NullMarked
package dev.forkyard.client.cli.primes;

import org.jspecify.annotations.NullMarked;
