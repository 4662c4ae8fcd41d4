/**
 * From an address to a client: a quick look who answers there, a connection, or a private pool in
 * this process. Called by the commands; calls {@code dev.forkyard.client} and, for the private
 * pool, the coordinator as a library. Read {@link dev.forkyard.client.cli.connect.Connections}
 * first.
 */
@NullMarked
package dev.forkyard.client.cli.connect;

import org.jspecify.annotations.NullMarked;
