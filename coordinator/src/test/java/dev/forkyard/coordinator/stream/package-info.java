/** Tests of the streams of results. */
@NullMarked
package dev.forkyard.coordinator.stream;

import org.jspecify.annotations.NullMarked;
