/**
 * One run of the command line: what it may touch ({@link
 * dev.forkyard.client.cli.session.CliEnvironment}), what its global options say, and how it ends.
 * Used by every command; knows none. Read {@link dev.forkyard.client.cli.session.Session} first.
 */
@NullMarked
package dev.forkyard.client.cli.session;

import org.jspecify.annotations.NullMarked;
