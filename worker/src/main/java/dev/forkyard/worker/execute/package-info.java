/**
 * Executes attempts, one at a time and in order, on the slot's own thread. Called by {@code link}
 * with orders; reports through the port {@link dev.forkyard.worker.execute.AttemptReports}, knows
 * no gRPC. Read {@link dev.forkyard.worker.execute.Slot} first, then {@link
 * dev.forkyard.worker.execute.SlotLoop}.
 */
@NullMarked
package dev.forkyard.worker.execute;

import org.jspecify.annotations.NullMarked;
