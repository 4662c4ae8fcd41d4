/**
 * The HTTP port: health, captchas for browsers, a page to look at them, and every unary call of the
 * gRPC services as JSON. Called by the coordinator. No handler blocks: bodies are read and answers
 * awaited without a thread. Read {@link dev.forkyard.coordinator.gateway.http.HttpGateway}.
 */
@NullMarked
package dev.forkyard.coordinator.gateway.http;

import org.jspecify.annotations.NullMarked;
