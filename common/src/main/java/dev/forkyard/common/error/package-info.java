/**
 * What can go wrong, by reason: who must act, and whether trying again helps. Thrown by admission
 * and client, carried as data elsewhere; {@code proto.wire.StatusMapping} is the only place that
 * turns a reason into a gRPC status. Read {@link dev.forkyard.common.error.ErrorReason} first.
 */
@NullMarked
package dev.forkyard.common.error;

import org.jspecify.annotations.NullMarked;
