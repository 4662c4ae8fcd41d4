/**
 * {@code primes list}: reads bitmaps from the coordinator and writes them as lines, JSON or as they
 * are, to stdout or a file. Called by the command tree. Read {@link
 * dev.forkyard.client.cli.primes.list.ListAction} first.
 */
@NullMarked
package dev.forkyard.client.cli.primes.list;

import org.jspecify.annotations.NullMarked;
