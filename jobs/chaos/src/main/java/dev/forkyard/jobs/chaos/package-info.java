/**
 * The job type {@code chaos.items/1}: items that do next to nothing, sleep or spin, some of which
 * misbehave on purpose. Tests and the chaos tool submit it to prove what a bad task costs; a
 * coordinator takes it only with {@code --enable-test-jobs}. Read {@link
 * dev.forkyard.jobs.chaos.ChaosJob} first.
 */
@NullMarked
package dev.forkyard.jobs.chaos;

import org.jspecify.annotations.NullMarked;
