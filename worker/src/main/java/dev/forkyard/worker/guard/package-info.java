/**
 * How a worker process ends, and who watches that it does: exit codes, the watch on standard input,
 * and the threads whose failure is the process's. Called by {@code WorkerMain} and {@code link};
 * calls nobody. Read {@link dev.forkyard.worker.guard.ExitCode} first.
 */
@NullMarked
package dev.forkyard.worker.guard;

import org.jspecify.annotations.NullMarked;
