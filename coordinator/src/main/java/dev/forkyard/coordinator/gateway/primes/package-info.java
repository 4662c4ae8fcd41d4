/**
 * The doors of questions about primes: requests to inputs and answers back, and the synchronous
 * calls. Called by {@code gateway}. Read {@link
 * dev.forkyard.coordinator.gateway.primes.PrimeServiceDoor} first.
 */
@NullMarked
package dev.forkyard.coordinator.gateway.primes;

import org.jspecify.annotations.NullMarked;
