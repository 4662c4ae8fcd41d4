/** Tests of the doors of questions about primes. */
@NullMarked
package dev.forkyard.coordinator.gateway.primes;

import org.jspecify.annotations.NullMarked;
