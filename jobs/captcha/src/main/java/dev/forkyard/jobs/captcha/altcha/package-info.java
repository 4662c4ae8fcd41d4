/**
 * Proof of work in the form of ALTCHA's challenges, version 2: what npm's {@code altcha-lib} makes
 * is verified here, and the other way round. A worker computes {@link
 * dev.forkyard.jobs.captcha.altcha.AltchaWork}, which is the expensive part; the holder of the keys
 * signs it and verifies solutions with {@link dev.forkyard.jobs.captcha.altcha.AltchaSigner}. Needs
 * the JDK only; knows no clock. Read {@link dev.forkyard.jobs.captcha.altcha.AltchaSigner} first.
 */
@NullMarked
package dev.forkyard.jobs.captcha.altcha;

import org.jspecify.annotations.NullMarked;
