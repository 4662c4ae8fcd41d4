/**
 * The door of the cluster: the coordinator and its workers as they stand. Called by {@code
 * gateway}. Read {@link dev.forkyard.coordinator.gateway.cluster.ClusterDoor}.
 */
@NullMarked
package dev.forkyard.coordinator.gateway.cluster;

import org.jspecify.annotations.NullMarked;
