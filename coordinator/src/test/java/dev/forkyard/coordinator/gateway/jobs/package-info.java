/** Tests of the door of jobs. */
@NullMarked
package dev.forkyard.coordinator.gateway.jobs;

import org.jspecify.annotations.NullMarked;
