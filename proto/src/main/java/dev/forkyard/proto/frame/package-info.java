/**
 * How messages are cut into frames: those of the link between worker and coordinator, and the sizes
 * of HTTP/2's where megabytes go to a client. Calls nobody. Read {@link
 * dev.forkyard.proto.frame.LinkFrame} first.
 */
@NullMarked
package dev.forkyard.proto.frame;

import org.jspecify.annotations.NullMarked;
