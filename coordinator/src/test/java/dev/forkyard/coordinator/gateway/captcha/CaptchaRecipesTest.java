package dev.forkyard.coordinator.gateway.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.jobs.captcha.AudioRecipe;
import dev.forkyard.jobs.captcha.CaptchaInput;
import dev.forkyard.jobs.captcha.CaptchaStyle;
import dev.forkyard.jobs.captcha.ImageRecipe;
import dev.forkyard.proto.v1.CaptchaKind;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.GenerateAltchaRequest;
import dev.forkyard.proto.v1.GenerateCaptchasRequest;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import org.junit.jupiter.api.Test;

class CaptchaRecipesTest {
    @Test
    void nothingSaidIsTheDefault() {
        assertThat(CaptchaRecipes.recipe(CaptchaOptions.getDefaultInstance(), ""))
                .isEqualTo(ImageRecipe.DEFAULT);
        assertThat(CaptchaRecipes.recipe(options().setLength(8).build(), ""))
                .isEqualTo(ImageRecipe.ofLength(8));
    }

    @Test
    void allOptionsCountAndAreShownAgain() {
        CaptchaOptions options =
                options()
                        .setKind(CaptchaKind.CAPTCHA_KIND_IMAGE)
                        .setLength(5)
                        .setWidth(150)
                        .setHeight(60)
                        .setStyle(dev.forkyard.proto.v1.CaptchaStyle.CAPTCHA_STYLE_STRIKE)
                        .setInk(0x102030)
                        .build();
        ImageRecipe recipe = new ImageRecipe(CaptchaStyle.STRIKE, 5, 150, 60, 0x102030);

        assertThat(CaptchaRecipes.recipe(options, "")).isEqualTo(recipe);
        assertThat(CaptchaRecipes.options(recipe)).isEqualTo(options);
    }

    @Test
    void audioTakesALengthOnly() {
        CaptchaOptions.Builder audio = options().setKind(CaptchaKind.CAPTCHA_KIND_AUDIO);

        assertThat(CaptchaRecipes.recipe(audio.setLength(7).build(), ""))
                .isEqualTo(new AudioRecipe(7));
        assertThat(refusal(audio.setWidth(200).build()).field()).isEqualTo("options.width");
    }

    @Test
    void refusalNamesFieldAndBound() {
        assertRefused(options().setLength(3), "options.length", "4…10");
        assertRefused(options().setLength(Integer.MIN_VALUE), "options.length", "4…10");
        assertRefused(options().setWidth(1_000_000), "options.width", "…400");
        assertRefused(options().setHeight(0), "options.height", "40…160");
        assertRefused(options().setInk(0xFFFFFF), "options.ink", "128");
        assertRefused(options().setKindValue(9), "options.kind", "CAPTCHA_KIND_AUDIO");
        assertRefused(options().setStyleValue(9), "options.style", "CAPTCHA_STYLE_PLAIN");
    }

    @Test
    void workHasItsBounds() {
        assertThat(CaptchaRecipes.work(GenerateAltchaRequest.getDefaultInstance()).cost())
                .isEqualTo(5_000);
        InvalidRequestException refusal =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () ->
                                CaptchaRecipes.work(
                                        GenerateAltchaRequest.newBuilder().setCost(0).build()));
        assertThat(refusal.field()).isEqualTo("cost");
        assertThat(refusal).hasMessageContaining("1…1000000");
    }

    @Test
    void captchasAreShownAsJobsButNotTaken() {
        CaptchaInputDoor door = new CaptchaInputDoor();
        JobSpec.Builder spec = JobSpec.newBuilder();
        door.show(new CaptchaInput(ImageRecipe.DEFAULT, 64).encode(), 10, spec);
        JobResult.Builder result = JobResult.newBuilder();
        door.show(new byte[] {1}, result);

        assertThat(spec.getGenerateCaptchas().getCount()).isEqualTo(64);
        assertThat(spec.getGenerateCaptchas().getOptions().getLength()).isEqualTo(6);
        assertThat(result.build()).isEqualTo(JobResult.getDefaultInstance());
        InvalidRequestException refusal =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () ->
                                door.encode(
                                        JobSpec.newBuilder()
                                                .setGenerateCaptchas(
                                                        GenerateCaptchasRequest.newBuilder()
                                                                .setCount(1))
                                                .build()));
        assertThat(refusal).hasMessageContaining("CaptchaService.GenerateCaptchas");
    }

    private static void assertRefused(CaptchaOptions.Builder options, String field, String bound) {
        InvalidRequestException refusal = refusal(options.build());

        assertThat(refusal.reason()).isEqualTo(ErrorReason.INVALID_OPTION);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal).hasMessageContaining(bound);
    }

    private static InvalidRequestException refusal(CaptchaOptions options) {
        return catchThrowableOfType(
                InvalidRequestException.class, () -> CaptchaRecipes.recipe(options, "options."));
    }

    private static CaptchaOptions.Builder options() {
        return CaptchaOptions.newBuilder();
    }
}
