/**
 * The Java client: the coordinator's services as plain blocking methods. Called by programs that
 * want jobs done and by {@code dev.forkyard.client.cli}; calls the coordinator over gRPC. Read
 * {@link dev.forkyard.client.ForkyardClient} first.
 */
@NullMarked
package dev.forkyard.client;

import org.jspecify.annotations.NullMarked;
