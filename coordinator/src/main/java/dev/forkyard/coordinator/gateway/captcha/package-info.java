/**
 * The door of captchas: requests to recipes, orders to the workers, tokens back. Called by {@code
 * gateway} and {@code gateway.http}. Read {@link
 * dev.forkyard.coordinator.gateway.captcha.CaptchaDesk} first.
 */
@NullMarked
package dev.forkyard.coordinator.gateway.captcha;

import org.jspecify.annotations.NullMarked;
