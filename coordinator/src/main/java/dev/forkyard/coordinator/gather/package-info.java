/**
 * Gathering: results of attempts are parked until the core accepts or discards them; accepted ones
 * are stored and folded into the job's answer, on a thread of its own. Called by {@code loop}. Read
 * {@link dev.forkyard.coordinator.gather.Gathering}.
 */
@NullMarked
package dev.forkyard.coordinator.gather;

import org.jspecify.annotations.NullMarked;
