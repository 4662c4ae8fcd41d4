/**
 * Where jobs and accepted results are recorded before anybody is told of them. Called by {@code
 * loop} and {@code gather}. In memory now; a durable store takes the same place. Read {@link
 * dev.forkyard.coordinator.store.Store}.
 */
@NullMarked
package dev.forkyard.coordinator.store;

import org.jspecify.annotations.NullMarked;
