package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.random.RandomStream;

/** Makes captchas of one recipe. Confined to one thread, as it keeps buffers. */
@FunctionalInterface
interface CaptchaMaker {
    /** Makes one captcha; the same for the same random numbers. */
    Captcha make(RandomStream random);

    /** A maker for that recipe. */
    static CaptchaMaker of(Recipe recipe) {
        if (recipe instanceof ImageRecipe image) {
            return new ImageMaker(image);
        }
        if (recipe instanceof AudioRecipe audio) {
            return new AudioMaker(audio);
        }
        return new WorkMaker((WorkRecipe) recipe);
    }
}
