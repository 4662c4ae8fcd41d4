/** Tests of what the package promises. */
@NullMarked
package dev.forkyard.client;

import org.jspecify.annotations.NullMarked;
