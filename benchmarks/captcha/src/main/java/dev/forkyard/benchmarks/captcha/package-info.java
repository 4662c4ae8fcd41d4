/**
 * Captchas beside their peers: how many a core draws in a second, in turns in one run, and folders
 * of pictures for {@code attack.py}. Run by {@code scripts/bench-captcha.sh}. Read {@link
 * dev.forkyard.benchmarks.captcha.CaptchaBenchmark} first.
 */
@NullMarked
package dev.forkyard.benchmarks.captcha;

import org.jspecify.annotations.NullMarked;
