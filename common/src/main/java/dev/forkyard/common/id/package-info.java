/**
 * The names of things: jobs, tasks, attempts and workers, each a type of its own so that one cannot
 * be passed for another. Immutable, no behaviour but checking. Read {@link
 * dev.forkyard.common.id.AttemptId} first.
 */
@NullMarked
package dev.forkyard.common.id;

import org.jspecify.annotations.NullMarked;
