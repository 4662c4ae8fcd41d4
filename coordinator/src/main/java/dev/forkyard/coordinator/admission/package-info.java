/**
 * The way in: a validated wish becomes a submission with an id, is offered to the core, and its
 * caller is told what became of it. Called by {@code gateway}. Read {@link
 * dev.forkyard.coordinator.admission.Admission} first.
 */
@NullMarked
package dev.forkyard.coordinator.admission;

import org.jspecify.annotations.NullMarked;
