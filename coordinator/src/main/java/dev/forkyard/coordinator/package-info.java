/**
 * The coordinator: takes jobs, cuts them, has workers execute the pieces and gathers the answers.
 * The flow is admission → plan → schedule ⇄ dispatch → gather → watch; {@code loop} owns the one
 * thread that decides. Read {@link dev.forkyard.coordinator.Coordinator} first, which builds the
 * graph, then {@code loop.Conductor}.
 */
@NullMarked
package dev.forkyard.coordinator;

import org.jspecify.annotations.NullMarked;
