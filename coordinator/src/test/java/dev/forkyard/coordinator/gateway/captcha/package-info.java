@NullMarked
package dev.forkyard.coordinator.gateway.captcha;

import org.jspecify.annotations.NullMarked;
