/**
 * The door of chaos jobs: requests to inputs and answers back. Called by {@code gateway.jobs}. Read
 * {@link dev.forkyard.coordinator.gateway.chaos.ChaosDoor}.
 */
@NullMarked
package dev.forkyard.coordinator.gateway.chaos;

import org.jspecify.annotations.NullMarked;
