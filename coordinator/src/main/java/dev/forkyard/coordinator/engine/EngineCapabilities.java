package dev.forkyard.coordinator.engine;

import java.time.Duration;

/**
 * What an engine can do, for the core's numbers. Immutable.
 *
 * @param smallestPart parts shorter than this cost more to hand out than to execute
 * @param kills whether a running attempt can be ended by force
 * @param affinity whether a slot keeps state from one attempt to the next
 */
public record EngineCapabilities(Duration smallestPart, boolean kills, boolean affinity) {}
