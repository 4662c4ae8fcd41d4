/** Tests of what the package promises. */
@NullMarked
package dev.forkyard.client.cli.output;

import org.jspecify.annotations.NullMarked;
