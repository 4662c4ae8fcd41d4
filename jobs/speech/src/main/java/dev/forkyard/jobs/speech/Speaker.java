package dev.forkyard.jobs.speech;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;

/**
 * Somebody who says digits: FreeTTS has one man only for all words (the voice cmu_us_kal), who
 * speaks here in four manners. Immutable.
 *
 * @param voice FreeTTS's name: kevin has 8,000 samples a second, kevin16 twice as many
 * @param pitchHertz how high, 100 by default
 * @param rangeHertz how far the pitch goes up and down, 11 by default
 * @param stretch how slowly, 1 by default
 */
record Speaker(String voice, float pitchHertz, float rangeHertz, float stretch) {
    /** A word as it is spoken within a list, {@value Clip#RATE} samples a second. */
    float[] say(String word) {
        Voice voice = find();
        KeptSpeech kept = new KeptSpeech();
        voice.allocate();
        try {
            voice.setPitch(pitchHertz);
            voice.setPitchRange(rangeHertz);
            voice.setDurationStretch(stretch);
            voice.setAudioPlayer(kept);
            // Without the comma the voice falls as at the end of all.
            if (!voice.speak(word + ",")) {
                throw new IllegalStateException("FreeTTS cannot say '" + word + "'");
            }
        } finally {
            voice.deallocate();
        }
        return Clip.trimmed(Clip.atRate(kept.samples(), kept.rate()));
    }

    private Voice find() {
        for (Voice found : new KevinVoiceDirectory().getVoices()) {
            if (found.getName().equals(voice)) {
                return found;
            }
        }
        throw new IllegalStateException("FreeTTS has no voice '" + voice + "'");
    }
}
