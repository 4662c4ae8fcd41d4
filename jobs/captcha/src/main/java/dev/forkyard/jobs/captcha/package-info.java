/**
 * The job type {@code captcha/1}: pictures, spoken digits and proof-of-work challenges, each with
 * its answer. The coordinator's gateway encodes the input, reads the batches of the parts and signs
 * what it hands out; the workers draw, speak and compute. Answers leave this package only inside
 * {@link dev.forkyard.jobs.captcha.Captcha}. Read {@link dev.forkyard.jobs.captcha.CaptchaJob}
 * first, then {@link dev.forkyard.jobs.captcha.CaptchaInput}.
 */
@NullMarked
package dev.forkyard.jobs.captcha;

import org.jspecify.annotations.NullMarked;
