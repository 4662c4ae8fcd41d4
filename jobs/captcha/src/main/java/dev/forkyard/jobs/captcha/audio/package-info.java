/**
 * What spoken captchas are made of: recorded digits, a mixer and a WAV writer. The maker in the
 * parent package puts them together; nothing here knows an answer. Read {@link
 * dev.forkyard.jobs.captcha.audio.Voices}, then {@link dev.forkyard.jobs.captcha.audio.Mixer}.
 */
@NullMarked
package dev.forkyard.jobs.captcha.audio;

import org.jspecify.annotations.NullMarked;
