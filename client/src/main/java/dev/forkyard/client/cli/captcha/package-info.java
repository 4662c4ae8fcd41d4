/**
 * The commands of captchas. Called by {@code cli.CommandTree}. Read {@link
 * dev.forkyard.client.cli.captcha.CaptchaActions} first.
 */
@NullMarked
package dev.forkyard.client.cli.captcha;

import org.jspecify.annotations.NullMarked;
