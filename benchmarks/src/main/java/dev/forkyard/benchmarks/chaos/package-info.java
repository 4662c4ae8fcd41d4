/**
 * Faults from outside on a live pool, under jobs whose answers are known, and the scoreboard of
 * what they cost. Read {@link dev.forkyard.benchmarks.chaos.ChaosMain} first.
 */
@NullMarked
package dev.forkyard.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
