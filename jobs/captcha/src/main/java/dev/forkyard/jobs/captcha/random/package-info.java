/**
 * Random numbers that nobody can guess, fast enough for a thousand of them a picture. Read {@link
 * dev.forkyard.jobs.captcha.random.RandomStream} first.
 */
@NullMarked
package dev.forkyard.jobs.captcha.random;

import org.jspecify.annotations.NullMarked;
