/**
 * What work costs on this machine, learned from work: how far the estimates of a job type's planner
 * are off, which a planner with a choice is told with its next jobs. Fed by {@code loop}, asked by
 * {@code admission}; calls job types only. Read {@link dev.forkyard.coordinator.cost.CostBook}
 * first, then {@link dev.forkyard.coordinator.cost.CostLearner}.
 */
@NullMarked
package dev.forkyard.coordinator.cost;

import org.jspecify.annotations.NullMarked;
