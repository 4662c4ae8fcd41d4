/**
 * The pure core: which worker gets which piece of which job, and when a job is over. Events go in,
 * commands come out; no clock, thread, random number, I/O or hash order is in here, so that every
 * run can be replayed from its events. Called by {@code loop} only; calls nobody. Imports the JDK,
 * {@code common} and itself. Read {@link dev.forkyard.coordinator.schedule.Scheduler} first, then
 * {@link dev.forkyard.coordinator.schedule.Event} and {@link
 * dev.forkyard.coordinator.schedule.Command}.
 */
@NullMarked
package dev.forkyard.coordinator.schedule;

import org.jspecify.annotations.NullMarked;
