package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.random.RandomStream;

/** Makes captchas of one recipe. Confined to one thread, as it keeps buffers. */
@FunctionalInterface
interface CaptchaMaker {
    /** Makes one captcha; the same for the same random numbers. */
    Captcha make(RandomStream random);
}
