/** Tests of what the package promises. */
@NullMarked
package dev.forkyard.client.cli;

import org.jspecify.annotations.NullMarked;
