/**
 * The door of jobs: submit, look, wait, watch, cancel. Called by {@code gateway}. Read {@link
 * dev.forkyard.coordinator.gateway.jobs.JobDoor}.
 */
@NullMarked
package dev.forkyard.coordinator.gateway.jobs;

import org.jspecify.annotations.NullMarked;
