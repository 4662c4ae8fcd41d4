/** The event log, on a real disk. */
@NullMarked
package dev.forkyard.coordinator.observe;

import org.jspecify.annotations.NullMarked;
