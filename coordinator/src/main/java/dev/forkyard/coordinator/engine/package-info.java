/**
 * The port between the coordinator and whatever executes attempts, cut at attempts, not at
 * processes: the local engine forks worker JVMs, another one may hand the same attempts to a
 * cluster. Called by {@code loop}; implemented in {@code dispatch}. Read {@link
 * dev.forkyard.coordinator.engine.Engine} first.
 */
@NullMarked
package dev.forkyard.coordinator.engine;

import org.jspecify.annotations.NullMarked;
