package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.random.RandomStream;

/** Comes with the next commits. */
final class ImageMaker implements CaptchaMaker {
    ImageMaker(ImageRecipe recipe) {}

    @Override
    public Captcha make(RandomStream random) {
        throw new UnsupportedOperationException("not there yet");
    }
}
