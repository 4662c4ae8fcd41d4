/**
 * {@code status}, {@code workers …} and {@code cluster start|stop}: the coordinator as an operator
 * sees it. Called by the command tree; calls the cluster service and the scripts. Read {@link
 * dev.forkyard.client.cli.cluster.StatusPage} first.
 */
@NullMarked
package dev.forkyard.client.cli.cluster;

import org.jspecify.annotations.NullMarked;
