/**
 * What became of jobs: the latest snapshot of every live and recently ended job, and who wants to
 * be told of changes. Fed by {@code loop}, asked by {@code gateway}. Read {@link
 * dev.forkyard.coordinator.watch.JobBoard} first.
 */
@NullMarked
package dev.forkyard.coordinator.watch;

import org.jspecify.annotations.NullMarked;
