/** Tests of {@code dev.forkyard.jobs.captcha.audio}. */
@NullMarked
package dev.forkyard.jobs.captcha.audio;

import org.jspecify.annotations.NullMarked;
