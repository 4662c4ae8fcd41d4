/**
 * How megabytes travel: the sizes of HTTP/2 frames and of reads from a socket. Called by whoever
 * receives results, the coordinator from its workers and a client from the coordinator; calls
 * nobody. Read {@link dev.forkyard.proto.frame.LargeFrames} first.
 */
@NullMarked
package dev.forkyard.proto.frame;

import org.jspecify.annotations.NullMarked;
