@NullMarked
package dev.forkyard.coordinator.gateway.http;

import org.jspecify.annotations.NullMarked;
