/** Tests of the slot with task functions made by hand; nothing is forked, nothing sent. */
@NullMarked
package dev.forkyard.worker.execute;

import org.jspecify.annotations.NullMarked;
