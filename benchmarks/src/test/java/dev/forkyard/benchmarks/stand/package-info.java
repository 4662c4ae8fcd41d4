/** Tests of {@code benchmarks.stand}. */
@NullMarked
package dev.forkyard.benchmarks.stand;

import org.jspecify.annotations.NullMarked;
