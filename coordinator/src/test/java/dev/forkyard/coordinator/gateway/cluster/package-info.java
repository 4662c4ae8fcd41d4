/** Tests of the door of the cluster. */
@NullMarked
package dev.forkyard.coordinator.gateway.cluster;

import org.jspecify.annotations.NullMarked;
