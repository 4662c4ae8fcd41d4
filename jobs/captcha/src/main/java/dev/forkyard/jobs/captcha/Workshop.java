package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.audio.Voices;
import dev.forkyard.jobs.captcha.image.Glyphs;
import dev.forkyard.jobs.captcha.image.PngWriter;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * What the makers of one task function share: outlines, voices and one deflater, each made when it
 * is first needed. Confined to one thread.
 */
final class Workshop {
    private @Nullable Glyphs glyphs;
    private @Nullable Deflater deflater;
    private @Nullable Voices voices;

    /** A maker for that recipe. */
    CaptchaMaker maker(Recipe recipe) {
        if (recipe instanceof ImageRecipe image) {
            return new ImageMaker(image, glyphs(), deflater());
        }
        if (recipe instanceof AudioRecipe audio) {
            return new AudioMaker(audio, voices());
        }
        return new WorkMaker((WorkRecipe) recipe);
    }

    private Glyphs glyphs() {
        Glyphs known = glyphs;
        if (known == null) {
            known = Glyphs.load();
            glyphs = known;
        }
        return known;
    }

    private Deflater deflater() {
        Deflater known = deflater;
        if (known == null) {
            known = PngWriter.newDeflater();
            deflater = known;
        }
        return known;
    }

    private Voices voices() {
        Voices known = voices;
        if (known == null) {
            known = Voices.load();
            voices = known;
        }
        return known;
    }
}
