/** Tests of what the doors share. */
@NullMarked
package dev.forkyard.coordinator.gateway;

import org.jspecify.annotations.NullMarked;
