/** Proves that what goes over the wire comes back as it was. */
@NullMarked
package dev.forkyard.proto.wire;

import org.jspecify.annotations.NullMarked;
