/**
 * The command line: from words to one action and an exit code. {@link
 * dev.forkyard.client.cli.CliMain} is started by {@code scripts/forkyard}; it builds the {@link
 * dev.forkyard.client.cli.CommandTree}, and each group of commands lives in a package of its own.
 * Read {@link dev.forkyard.client.cli.CliMain} first.
 */
@NullMarked
package dev.forkyard.client.cli;

import org.jspecify.annotations.NullMarked;
