/**
 * How answers look: tables, CSV, JSON, durations and sizes, colours, the progress bar. Called by
 * the commands; calls nobody. Read {@link dev.forkyard.client.cli.output.Table} first.
 */
@NullMarked
package dev.forkyard.client.cli.output;

import org.jspecify.annotations.NullMarked;
