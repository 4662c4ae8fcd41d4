/**
 * Planning: the job type's planner describes the stages of a job on threads of its own. Called by
 * {@code loop}; keeps the bytes that the core does not want to see. Read {@link
 * dev.forkyard.coordinator.plan.Planning}.
 */
@NullMarked
package dev.forkyard.coordinator.plan;

import org.jspecify.annotations.NullMarked;
