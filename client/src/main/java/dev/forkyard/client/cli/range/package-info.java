/**
 * How people write numbers and ranges, on the command line and in files. Called by the commands
 * that take ranges; calls nobody. Read {@link dev.forkyard.client.cli.range.RangeNotation} first.
 */
@NullMarked
package dev.forkyard.client.cli.range;

import org.jspecify.annotations.NullMarked;
