package dev.forkyard.coordinator.gateway.captcha;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.jobs.captcha.AudioRecipe;
import dev.forkyard.jobs.captcha.CaptchaAlphabet;
import dev.forkyard.jobs.captcha.CaptchaStyle;
import dev.forkyard.jobs.captcha.ImageRecipe;
import dev.forkyard.jobs.captcha.Recipe;
import dev.forkyard.jobs.captcha.WorkRecipe;
import dev.forkyard.proto.v1.CaptchaKind;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.GenerateAltchaRequest;
import java.util.List;
import java.util.function.Supplier;

/** Turns what callers want captchas to be like into recipes and back. Stateless. */
public final class CaptchaRecipes {
    private static final List<String> FIELDS =
            List.of("length", "width", "height", "ink", "cost", "count");

    private CaptchaRecipes() {}

    /**
     * Validates options.
     *
     * @param path where they stand in the whole message, such as {@code options.}; empty for the
     *     parameters of a URL
     * @throws InvalidRequestException as INVALID_OPTION
     */
    public static Recipe recipe(CaptchaOptions options, String path) {
        int length = options.hasLength() ? options.getLength() : CaptchaAlphabet.LENGTH_DEFAULT;
        return switch (options.getKind()) {
            case CAPTCHA_KIND_UNSPECIFIED, CAPTCHA_KIND_IMAGE ->
                    checked(path, () -> image(options, length, path));
            case CAPTCHA_KIND_AUDIO -> {
                refuseOfImages(options, path);
                yield checked(path, () -> new AudioRecipe(length));
            }
            case UNRECOGNIZED ->
                    throw invalid(
                            path + "kind",
                            "kind is none of CAPTCHA_KIND_IMAGE, CAPTCHA_KIND_AUDIO");
        };
    }

    /**
     * Validates how much work a challenge is to be.
     *
     * @throws InvalidRequestException as INVALID_OPTION
     */
    public static WorkRecipe work(GenerateAltchaRequest request) {
        int cost = request.hasCost() ? request.getCost() : WorkRecipe.COST_DEFAULT;
        return checked(
                "",
                () ->
                        new WorkRecipe(
                                cost,
                                WorkRecipe.COUNTER_MIN_DEFAULT,
                                WorkRecipe.COUNTER_MAX_DEFAULT));
    }

    /** The options that say all of a recipe; those of images if it is none that is shown. */
    static CaptchaOptions options(Recipe recipe) {
        CaptchaOptions.Builder options = CaptchaOptions.newBuilder();
        if (recipe instanceof ImageRecipe image) {
            options.setKind(CaptchaKind.CAPTCHA_KIND_IMAGE)
                    .setLength(image.length())
                    .setWidth(image.width())
                    .setHeight(image.height())
                    .setStyle(style(image.style()))
                    .setInk(image.ink());
        } else if (recipe instanceof AudioRecipe audio) {
            options.setKind(CaptchaKind.CAPTCHA_KIND_AUDIO).setLength(audio.length());
        }
        return options.build();
    }

    /** Runs a check of a job type's own, whose message begins with the name of the value. */
    static <T> T checked(String path, Supplier<T> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String subject = message.split(" must ", 2)[0];
            String field = FIELDS.stream().filter(subject::contains).findFirst().orElse("options");
            throw invalid(path + field, message);
        }
    }

    static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(ErrorReason.INVALID_OPTION, field, message);
    }

    private static ImageRecipe image(CaptchaOptions options, int length, String path) {
        // Before the width is derived from it.
        ImageRecipe usual = ImageRecipe.ofLength(length);
        return new ImageRecipe(
                style(options.getStyle(), path),
                length,
                options.hasWidth() ? options.getWidth() : usual.width(),
                options.hasHeight() ? options.getHeight() : usual.height(),
                options.hasInk() ? options.getInk() : usual.ink());
    }

    private static void refuseOfImages(CaptchaOptions options, String path) {
        boolean isStyled = options.getStyleValue() != 0;
        if (options.hasWidth() || options.hasHeight() || options.hasInk() || isStyled) {
            String field =
                    options.hasWidth()
                            ? "width"
                            : options.hasHeight() ? "height" : isStyled ? "style" : "ink";
            throw invalid(path + field, field + " is for images only; leave it out");
        }
    }

    private static CaptchaStyle style(dev.forkyard.proto.v1.CaptchaStyle style, String path) {
        return switch (style) {
            case CAPTCHA_STYLE_UNSPECIFIED, CAPTCHA_STYLE_BAND -> CaptchaStyle.BAND;
            case CAPTCHA_STYLE_STRIKE -> CaptchaStyle.STRIKE;
            case CAPTCHA_STYLE_PLAIN -> CaptchaStyle.PLAIN;
            case UNRECOGNIZED ->
                    throw invalid(
                            path + "style",
                            "style is none of CAPTCHA_STYLE_BAND, CAPTCHA_STYLE_STRIKE,"
                                    + " CAPTCHA_STYLE_PLAIN");
        };
    }

    private static dev.forkyard.proto.v1.CaptchaStyle style(CaptchaStyle style) {
        return switch (style) {
            case BAND -> dev.forkyard.proto.v1.CaptchaStyle.CAPTCHA_STYLE_BAND;
            case STRIKE -> dev.forkyard.proto.v1.CaptchaStyle.CAPTCHA_STYLE_STRIKE;
            case PLAIN -> dev.forkyard.proto.v1.CaptchaStyle.CAPTCHA_STYLE_PLAIN;
        };
    }
}
