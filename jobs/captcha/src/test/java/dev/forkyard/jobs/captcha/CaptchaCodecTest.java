package dev.forkyard.jobs.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptchaCodecTest {
    private static final List<Recipe> RECIPES =
            List.of(
                    ImageRecipe.DEFAULT,
                    new ImageRecipe(CaptchaStyle.STRIKE, 10, 400, 120, 0x203080),
                    new ImageRecipe(CaptchaStyle.PLAIN, 4, 100, 40, 0),
                    AudioRecipe.DEFAULT,
                    new AudioRecipe(10),
                    WorkRecipe.DEFAULT,
                    new WorkRecipe(WorkRecipe.COST_MAX, 0, WorkRecipe.COUNTER_MAX));

    @Test
    void inputsAreReadAsTheyWereWritten() {
        for (Recipe recipe : RECIPES) {
            for (int count : new int[] {1, 2, CaptchaInput.COUNT_MAX}) {
                CaptchaInput input = new CaptchaInput(recipe, count);

                assertThat(CaptchaInput.decode(input.encode())).isEqualTo(input);
            }
        }
    }

    @Test
    void cutAndProlongedInputsAreRefused() {
        for (Recipe recipe : RECIPES) {
            byte[] encoded = new CaptchaInput(recipe, 3).encode();
            for (int length = 0; length < encoded.length; length++) {
                byte[] cut = Arrays.copyOf(encoded, length);
                assertThatIllegalArgumentException().isThrownBy(() -> CaptchaInput.decode(cut));
            }
            byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
            assertThatIllegalArgumentException().isThrownBy(() -> CaptchaInput.decode(longer));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 200, 70, 0, 'length must be 4…10, was 3'",
        "11, 400, 70, 0, 'length must be 4…10, was 11'",
        "-1, 200, 70, 0, 'length must be 4…10, was -1'",
        "6, 99, 70, 0, 'width must be 120…400, was 99'",
        "6, 1000000, 70, 0, 'width must be 120…400, was 1000000'",
        "6, 200, 39, 0, 'height must be 40…160, was 39'",
        "6, 400, 160, 0, 'width × height must be 1…48000, was 64000'",
        "6, 200, 70, -1, 'ink must be 0…16777215, was -1'",
        "6, 200, 70, 16777215, 'brightness of ink must be 0…128, was 255'",
    })
    void pictureOutOfBoundsIsRefusedWithTheBound(
            int length, int width, int height, int ink, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageRecipe(CaptchaStyle.BAND, length, width, height, ink))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, CaptchaInput.COUNT_MAX + 1})
    void countOutOfBoundsIsRefused(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaptchaInput(AudioRecipe.DEFAULT, count))
                .withMessage("count must be 1…1000000, was " + count);
    }

    @Test
    void everyLengthHasADefaultWidthThatFits() {
        for (int length = 4; length <= 10; length++) {
            assertThat(ImageRecipe.ofLength(length).width()).isGreaterThanOrEqualTo(100);
        }
        assertThat(ImageRecipe.DEFAULT.width()).isEqualTo(200);
    }

    @Test
    void batchesAreReadAsTheyWereWritten() {
        CaptchaBatch batch =
                new CaptchaBatch(
                        List.of(
                                new Captcha("ACDE", new byte[] {1, 2, 3}),
                                new Captcha("", new byte[0]),
                                new Captcha("9".repeat(64), new byte[70_000])));

        CaptchaBatch read = CaptchaBatch.decode(batch.encode());

        assertThat(read.captchas()).hasSize(3);
        for (int index = 0; index < 3; index++) {
            Captcha written = batch.captchas().get(index);
            assertThat(read.captchas().get(index).answer()).isEqualTo(written.answer());
            assertThat(read.captchas().get(index).media()).isEqualTo(written.media());
        }
    }

    @Test
    void brokenBatchesAreRefused() {
        byte[] encoded =
                new CaptchaBatch(List.of(new Captcha("ACDE", new byte[] {1, 2, 3}))).encode();
        for (int length = 2; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatIllegalArgumentException().isThrownBy(() -> CaptchaBatch.decode(cut));
        }
        byte[] huge = encoded.clone();
        Arrays.fill(huge, 2, 6, (byte) 0x7F);
        assertThatIllegalArgumentException().isThrownBy(() -> CaptchaBatch.decode(huge));
        assertThatIllegalArgumentException().isThrownBy(() -> CaptchaBatch.decode(new byte[0]));
    }

    @Test
    void textOfCapturedObjectsHoldsNoAnswer() {
        Captcha captcha = new Captcha("AXKR47", "AXKR47".getBytes(StandardCharsets.US_ASCII));

        assertThat(captcha.toString()).doesNotContain("AXKR47");
        assertThat(new CaptchaBatch(List.of(captcha)).toString()).doesNotContain("AXKR47");
    }
}
