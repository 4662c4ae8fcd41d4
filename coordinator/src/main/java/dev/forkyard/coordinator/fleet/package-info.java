/**
 * The lives of forked workers: a pure state machine that decides who is forked, killed and offered
 * as a slot, and the adapters that do it (forking, signals, output). Called by {@code dispatch}.
 * Read {@link dev.forkyard.coordinator.fleet.Fleet} first.
 */
@NullMarked
package dev.forkyard.coordinator.fleet;

import org.jspecify.annotations.NullMarked;
