package dev.forkyard.jobs.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageMakerTest {
    private static final List<ImageRecipe> RECIPES = recipes();

    private static List<ImageRecipe> recipes() {
        List<ImageRecipe> recipes = new ArrayList<>();
        for (CaptchaStyle style : CaptchaStyle.values()) {
            recipes.add(new ImageRecipe(style, 6, 200, 70, ImageRecipe.BLACK));
            recipes.add(new ImageRecipe(style, 4, 100, 40, 0x802020));
            recipes.add(new ImageRecipe(style, 10, 200, 40, 0x000080));
            recipes.add(new ImageRecipe(style, 10, 399, 120, 0x206020));
            recipes.add(new ImageRecipe(style, 4, 301, 159, ImageRecipe.BLACK));
        }
        return recipes;
    }

    private static CaptchaMaker maker(ImageRecipe recipe) {
        return new Workshop().maker(recipe);
    }

    private static BufferedImage read(Captcha captcha) throws IOException {
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(captcha.media())));
    }

    @Test
    void everyRecipeGivesAReadablePngOfItsSize() throws Exception {
        for (ImageRecipe recipe : RECIPES) {
            CaptchaMaker maker = maker(recipe);
            for (int item = 0; item < 20; item++) {
                Captcha captcha = maker.make(SeededRandomness.of(1).forItem(item));
                BufferedImage image = read(captcha);

                assertThat(image.getWidth()).isEqualTo(recipe.width());
                assertThat(image.getHeight()).isEqualTo(recipe.height());
                assertThat(captcha.answer()).hasSize(recipe.length());
                assertThat(CaptchaAlphabet.normalise(captcha.answer())).isEqualTo(captcha.answer());
                assertThat(captcha.media().length)
                        .isLessThanOrEqualTo(CaptchaBatch.MEDIA_BYTES_MAX);
            }
        }
    }

    @Test
    void inkCoversAFairShareOfThePicture() throws Exception {
        for (ImageRecipe recipe : RECIPES) {
            CaptchaMaker maker = maker(recipe);
            for (int item = 0; item < 20; item++) {
                BufferedImage image = read(maker.make(SeededRandomness.of(2).forItem(item)));
                int dark = 0;
                for (int x = 0; x < image.getWidth(); x++) {
                    for (int y = 0; y < image.getHeight(); y++) {
                        dark += (image.getRGB(x, y) >> 8 & 0xFF) < 0xA0 ? 1 : 0;
                    }
                }

                assertThat(dark * 100 / (recipe.width() * recipe.height()))
                        .as("%s, item %d", recipe, item)
                        .isBetween(5, 60);
            }
        }
    }

    @Test
    void defaultPictureTakesTwoKilobytesAtMost() {
        CaptchaMaker maker = maker(ImageRecipe.DEFAULT);
        for (int item = 0; item < 2000; item++) {
            assertThat(maker.make(SeededRandomness.of(3).forItem(item)).media().length)
                    .as("item %d", item)
                    .isLessThanOrEqualTo(2048);
        }
    }

    @Test
    void fileHoldsNoChunkButWhatDrawsIt() {
        for (ImageRecipe recipe : RECIPES) {
            for (int item = 0; item < 20; item++) {
                byte[] file = maker(recipe).make(SeededRandomness.of(4).forItem(item)).media();

                if (recipe.ink() == ImageRecipe.BLACK) {
                    assertThat(chunks(file)).containsExactly("IHDR", "IDAT", "IEND");
                } else {
                    assertThat(chunks(file)).containsExactly("IHDR", "PLTE", "IDAT", "IEND");
                }
            }
        }
    }

    /** The names of all chunks; fails if the file goes on behind the last one. */
    private static List<String> chunks(byte[] file) {
        List<String> names = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(file).position(8);
        while (rest.hasRemaining()) {
            int length = rest.getInt();
            byte[] name = new byte[4];
            rest.get(name);
            names.add(new String(name, StandardCharsets.US_ASCII));
            rest.position(rest.position() + length + 4);
        }
        return names;
    }

    // What the generator itself drew when its pictures were looked at (docs/captcha-sheet.png).
    @Test
    void sameSeedGivesTheSameBytesOnEveryMachine() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (ImageRecipe recipe : RECIPES) {
            CaptchaMaker maker = maker(recipe);
            for (int item = 0; item < 5; item++) {
                BufferedImage image = read(maker.make(SeededRandomness.of(5).forItem(item)));
                for (int y = 0; y < image.getHeight(); y++) {
                    for (int x = 0; x < image.getWidth(); x++) {
                        digest.update((byte) (image.getRGB(x, y) >> 8));
                    }
                }
            }
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("70fa203488e76d66cf4cd00552da55264facbe928897d173c53e936060ce592a");
    }
}
