/** Tests of how addresses are read. */
@NullMarked
package dev.forkyard.worker.link;

import org.jspecify.annotations.NullMarked;
