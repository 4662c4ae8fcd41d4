/** Tests of {@code dev.forkyard.jobs.captcha.altcha}. */
@NullMarked
package dev.forkyard.jobs.captcha.altcha;

import org.jspecify.annotations.NullMarked;
