/**
 * A tool of the build: speaks the digits of which {@code jobs/captcha} makes its spoken captchas.
 * Maven runs {@link dev.forkyard.jobs.speech.VoicesMain}; nothing of this package, and nothing of
 * FreeTTS, is on the class path of a worker or a coordinator.
 */
@NullMarked
package dev.forkyard.jobs.speech;

import org.jspecify.annotations.NullMarked;
