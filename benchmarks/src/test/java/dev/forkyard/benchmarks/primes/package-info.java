@NullMarked
package dev.forkyard.benchmarks.primes;

import org.jspecify.annotations.NullMarked;
