/** Tests of {@code dev.forkyard.jobs.captcha.random}. */
@NullMarked
package dev.forkyard.jobs.captcha.random;

import org.jspecify.annotations.NullMarked;
