package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.audio.Mixer;
import dev.forkyard.jobs.captcha.audio.Voices;
import dev.forkyard.jobs.captcha.audio.WavWriter;
import dev.forkyard.jobs.captcha.random.RandomStream;

/**
 * Speaks digits: each by a voice, at a speed and a loudness of its own, with pauses of different
 * lengths, over noise and a murmur of the same voices backward. Confined to one thread.
 */
final class AudioMaker implements CaptchaMaker {
    // The slowest digit with the longest pause, rounded up.
    private static final int SAMPLES_PER_DIGIT_MAX = 11_000;
    private static final int PAUSE_MIN = Mixer.RATE / 5;
    private static final int PAUSE_MAX = Mixer.RATE * 9 / 20;
    private static final float HISS_VOLUME = 0.16f;
    private static final float MURMUR_VOLUME = 0.16f;

    private final AudioRecipe recipe;
    private final Voices voices;
    private final Mixer mixer;

    AudioMaker(AudioRecipe recipe, Voices voices) {
        this.recipe = recipe;
        this.voices = voices;
        this.mixer = new Mixer(SAMPLES_PER_DIGIT_MAX * CaptchaAlphabet.LENGTH_MAX);
    }

    @Override
    public Captcha make(RandomStream random) {
        StringBuilder answer = new StringBuilder(recipe.length());
        mixer.clear();
        mixer.pause(random.between(PAUSE_MIN, PAUSE_MAX));
        for (int index = 0; index < recipe.length(); index++) {
            int digit = random.below(CaptchaAlphabet.DIGITS.length());
            answer.append(CaptchaAlphabet.DIGITS.charAt(digit));
            float[] clip = voices.clip(random.below(voices.count()), digit);
            mixer.append(clip, random.between(0.84f, 1.14f), random.between(0.75f, 1.1f));
            mixer.pause(random.between(PAUSE_MIN, PAUSE_MAX));
        }
        murmur(random);
        mixer.hiss(HISS_VOLUME, random);
        return new Captcha(answer.toString(), WavWriter.write(mixer));
    }

    private void murmur(RandomStream random) {
        int at = random.below(PAUSE_MIN);
        while (at < mixer.length()) {
            float[] clip = voices.clip(random.below(voices.count()), random.below(10));
            float volume = MURMUR_VOLUME * random.between(0.5f, 1f);
            at = mixer.murmur(clip, at, random.between(0.8f, 1.3f), volume);
            at += random.below(PAUSE_MIN);
        }
    }
}
