/**
 * The one place that translates between Forkyard's own words and protobuf or gRPC. Called by the
 * adapters of coordinator, worker and client; calls nobody. Read {@link
 * dev.forkyard.proto.wire.StatusMapping} first.
 */
@NullMarked
package dev.forkyard.proto.wire;

import org.jspecify.annotations.NullMarked;
