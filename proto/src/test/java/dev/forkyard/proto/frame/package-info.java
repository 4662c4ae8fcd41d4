/** Proves that large pieces arrive whole, and as large ones. */
@NullMarked
package dev.forkyard.proto.frame;

import org.jspecify.annotations.NullMarked;
