package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.image.Glyphs;
import dev.forkyard.jobs.captcha.image.Letter;
import dev.forkyard.jobs.captcha.image.PngWriter;
import dev.forkyard.jobs.captcha.image.Raster;
import dev.forkyard.jobs.captcha.image.Ribbon;
import dev.forkyard.jobs.captcha.image.Warp;
import dev.forkyard.jobs.captcha.random.RandomStream;
import java.util.zip.Deflater;

/**
 * Draws pictures: characters of mixed fonts, each distorted by itself, pushed together until they
 * overlap, waved as a whole and crossed by a band that inverts. Confined to one thread.
 *
 * <p>Each step is there against one attack. Pushing together and waving: cutting into characters.
 * Distortion and mixed fonts: comparing with samples of the generator's own. The band: reading the
 * darker of two colors as ink, which all of the common OCR begins with.
 */
final class ImageMaker implements CaptchaMaker {
    private static final float MARGIN_PIXELS = 4;
    private static final float WIDENING_MAX = 1.4f;

    // Of a default picture; others may have as many for each character and pixel, or so many.
    private static final long BYTES_WANTED = 2048;
    private static final int DRAWS_MAX = 8;

    private final ImageRecipe recipe;
    private final Glyphs glyphs;
    private final Warp warp = new Warp();
    private final Raster raster;
    private final Ribbon ribbon;
    private final PngWriter png;
    private final Letter[] letters;
    private final float[] places;
    private final long bytesWanted;

    ImageMaker(ImageRecipe recipe, Glyphs glyphs, Deflater deflater) {
        this.recipe = recipe;
        this.glyphs = glyphs;
        raster = new Raster(recipe.width(), recipe.height());
        ribbon = new Ribbon(raster);
        png = new PngWriter(recipe.width(), recipe.height(), recipe.ink(), deflater);
        letters = new Letter[recipe.length()];
        places = new float[recipe.length()];
        bytesWanted =
                Math.max(BYTES_WANTED, BYTES_WANTED * detail(recipe) / detail(ImageRecipe.DEFAULT));
        for (int index = 0; index < letters.length; index++) {
            letters[index] = new Letter(recipe.height());
        }
    }

    /** Draws another one instead of the one in a hundred that takes too many bytes. */
    @Override
    public Captcha make(RandomStream random) {
        Captcha captcha = draw(random);
        for (int again = 0; captcha.media().length > bytesWanted && again < DRAWS_MAX; again++) {
            captcha = draw(random);
        }
        return captcha;
    }

    private Captcha draw(RandomStream random) {
        StringBuilder answer = new StringBuilder(letters.length);
        float size = size();
        for (Letter letter : letters) {
            char character =
                    CaptchaAlphabet.TEXT.charAt(random.below(CaptchaAlphabet.TEXT.length()));
            answer.append(character);
            float own = size * random.between(0.75f, 1.15f);
            float play = Math.min(0.35f * own, (recipe.height() - 1.45f * own) / 2);
            float middle = recipe.height() / 2f + random.between(-play, play);
            letter.shape(glyphs, character, own, middle, random);
        }
        pushTogether(size, random);
        drawLetters(random);
        drawRibbons(random);
        return new Captcha(answer.toString(), png.write(raster));
    }

    private static long detail(ImageRecipe recipe) {
        return (long) recipe.length() * recipe.width() * recipe.height();
    }

    /**
     * Capitals' height in pixels: a little more than half of the picture's, if there is room
     * across.
     */
    private float size() {
        float room = (recipe.width() - 2 * MARGIN_PIXELS) / letters.length;
        return Math.min(0.56f * recipe.height(), 1.2f * room);
    }

    private void pushTogether(float size, RandomStream random) {
        places[0] = 0;
        for (int index = 1; index < letters.length; index++) {
            float overlap = size * random.between(0.02f, 0.08f);
            places[index] =
                    places[index - 1] + letters[index].touching(letters[index - 1]) - overlap;
        }
    }

    private void drawLetters(RandomStream random) {
        float left = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        for (int index = 0; index < letters.length; index++) {
            left = Math.min(left, places[index] + letters[index].leftEnd());
            right = Math.max(right, places[index] + letters[index].rightEnd());
        }
        float room = recipe.width() - 2 * MARGIN_PIXELS;
        float squeeze = Math.min(WIDENING_MAX, random.between(0.82f, 1f) * room / (right - left));
        float free = room - squeeze * (right - left);
        float origin = MARGIN_PIXELS + random.between(0, free) - squeeze * left;
        raster.clear();
        warp.choose(random, recipe.width(), recipe.height());
        for (int index = 0; index < letters.length; index++) {
            letters[index].draw(raster, warp, origin + squeeze * places[index], squeeze);
        }
    }

    private void drawRibbons(RandomStream random) {
        switch (recipe.style()) {
            case BAND -> ribbon.draw(random.between(0.1f, 0.16f) * recipe.height(), random);
            case STRIKE -> {
                ribbon.draw(random.between(0.045f, 0.06f) * recipe.height(), random);
                ribbon.draw(random.between(0.045f, 0.06f) * recipe.height(), random);
            }
            case PLAIN -> {
                // Nothing crosses it.
            }
        }
    }
}
