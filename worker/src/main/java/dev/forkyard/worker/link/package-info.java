/**
 * The one connection to the coordinator: orders come in on its thread and go to the slot, reports
 * of the slot and signs of life go out. The only place of the worker that knows sockets and
 * protobuf. Called by {@code WorkerMain}; calls {@code execute} and {@code guard}. Read {@link
 * dev.forkyard.worker.link.CoordinatorLink} first.
 */
@NullMarked
package dev.forkyard.worker.link;

import org.jspecify.annotations.NullMarked;
