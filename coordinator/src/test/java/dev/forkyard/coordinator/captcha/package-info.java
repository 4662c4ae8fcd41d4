@NullMarked
package dev.forkyard.coordinator.captcha;

import org.jspecify.annotations.NullMarked;
