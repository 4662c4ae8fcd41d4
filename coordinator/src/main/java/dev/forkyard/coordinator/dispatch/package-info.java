/**
 * The local engine: attempts go to forked worker JVMs over one stream each, and what the workers
 * report comes back to the loop. Called by {@code loop}; uses {@code fleet} for the workers' lives.
 * Read {@link dev.forkyard.coordinator.dispatch.LocalEngine} first.
 */
@NullMarked
package dev.forkyard.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;
