/** Tests of what the package promises. */
@NullMarked
package dev.forkyard.client.cli.range;

import org.jspecify.annotations.NullMarked;
