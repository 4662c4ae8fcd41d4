package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.random.RandomStream;

/** Comes with the next commits. */
final class AudioMaker implements CaptchaMaker {
    AudioMaker(AudioRecipe recipe) {}

    @Override
    public Captcha make(RandomStream random) {
        throw new UnsupportedOperationException("not there yet");
    }
}
