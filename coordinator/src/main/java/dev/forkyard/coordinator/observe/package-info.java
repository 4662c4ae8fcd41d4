/**
 * What operators can look at afterwards: the event log. Fed by {@code loop} and {@code dispatch};
 * calls nobody. Read {@link dev.forkyard.coordinator.observe.EventLog}.
 */
@NullMarked
package dev.forkyard.coordinator.observe;

import org.jspecify.annotations.NullMarked;
