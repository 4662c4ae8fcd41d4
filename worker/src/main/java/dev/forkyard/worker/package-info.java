/**
 * A worker process: it dials its coordinator, executes attempts one after the other, and ends when
 * the coordinator does. Started by the coordinator's fleet, never by hand. The flow is {@code link}
 * (orders in, reports out), {@code execute} (the slot), {@code guard} (how the process ends). Read
 * {@link dev.forkyard.worker.WorkerMain} first.
 */
@NullMarked
package dev.forkyard.worker;

import org.jspecify.annotations.NullMarked;
