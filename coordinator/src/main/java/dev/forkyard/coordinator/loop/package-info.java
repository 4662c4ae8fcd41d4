/**
 * The one thread that owns the core: it takes messages from a bounded mailbox, applies them and has
 * their commands executed. Never blocks. Called by every adapter with something to report. Read
 * {@link dev.forkyard.coordinator.loop.Loop} first, then {@link
 * dev.forkyard.coordinator.loop.Conductor}.
 */
@NullMarked
package dev.forkyard.coordinator.loop;

import org.jspecify.annotations.NullMarked;
