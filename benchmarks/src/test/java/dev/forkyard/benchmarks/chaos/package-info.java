/** Tests of {@code benchmarks.chaos}. */
@NullMarked
package dev.forkyard.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
