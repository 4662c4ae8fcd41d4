/** Tests of the watch on standard input. */
@NullMarked
package dev.forkyard.worker.guard;

import org.jspecify.annotations.NullMarked;
