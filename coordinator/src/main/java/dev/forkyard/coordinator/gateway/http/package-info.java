/**
 * The HTTP port: health for now. Called by the coordinator. Read {@link
 * dev.forkyard.coordinator.gateway.http.HttpGateway}.
 */
@NullMarked
package dev.forkyard.coordinator.gateway.http;

import org.jspecify.annotations.NullMarked;
