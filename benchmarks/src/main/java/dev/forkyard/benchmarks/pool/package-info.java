/**
 * How fast the pool itself is, beside CPython's ProcessPoolExecutor in the same run. Read {@link
 * dev.forkyard.benchmarks.pool.PoolBenchmark} first.
 */
@NullMarked
package dev.forkyard.benchmarks.pool;

import org.jspecify.annotations.NullMarked;
