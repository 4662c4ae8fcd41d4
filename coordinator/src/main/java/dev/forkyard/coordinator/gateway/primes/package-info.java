/**
 * The door of prime counts: requests to inputs and answers back, and the synchronous call. Called
 * by {@code gateway}. Read {@link dev.forkyard.coordinator.gateway.primes.PrimeCountDoor}.
 */
@NullMarked
package dev.forkyard.coordinator.gateway.primes;

import org.jspecify.annotations.NullMarked;
