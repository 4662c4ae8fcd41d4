/**
 * The doors: gRPC and HTTP servers and what their services share. Each job type has a door of its
 * own below. Handlers validate, hand over and return; answers are sent from the watch thread. Read
 * {@link dev.forkyard.coordinator.gateway.Gateway} first.
 */
@NullMarked
package dev.forkyard.coordinator.gateway;

import org.jspecify.annotations.NullMarked;
