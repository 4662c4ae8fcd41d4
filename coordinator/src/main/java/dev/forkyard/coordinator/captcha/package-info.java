/**
 * What makes a captcha more than a picture: tokens that say nothing, keys, the store that lets each
 * token be tried once, and buffers of captchas that wait to be handed out. Answers live here, in
 * this process's memory, and nowhere else of the coordinator. Called by {@code gateway.captcha} and
 * {@code gateway.http}. Read {@link dev.forkyard.coordinator.captcha.CaptchaTokens} first.
 */
@NullMarked
package dev.forkyard.coordinator.captcha;

import org.jspecify.annotations.NullMarked;
