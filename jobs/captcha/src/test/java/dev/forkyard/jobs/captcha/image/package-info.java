/** Tests of {@code dev.forkyard.jobs.captcha.image}. */
@NullMarked
package dev.forkyard.jobs.captcha.image;

import org.jspecify.annotations.NullMarked;
