package dev.forkyard.coordinator.gateway.http;

import com.google.rpc.Code;
import dev.forkyard.coordinator.gateway.captcha.CaptchaRecipes;
import dev.forkyard.jobs.captcha.Recipe;
import dev.forkyard.proto.v1.CaptchaKind;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.CaptchaStyle;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * What the parameters and headers of {@code GET /captcha} ask for. Immutable.
 *
 * @param asMedia whether the answer is the picture or sound itself, else JSON
 */
record CaptchaQuery(Recipe recipe, boolean asMedia) {
    /** Ranges for values that are no numbers of 32 bits; others are checked by the recipe. */
    private static final Map<String, String> RANGES =
            Map.of(
                    "length", "4…10",
                    "width", "100…400",
                    "height", "40…160",
                    "ink", "0…16777215",
                    "cost", "1…1000000");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    /**
     * Reads a request.
     *
     * @throws HttpRefusal with 400 and the bound
     * @throws dev.forkyard.common.error.InvalidRequestException with the bound
     */
    static CaptchaQuery of(Context call) {
        CaptchaOptions.Builder options = CaptchaOptions.newBuilder();
        String format = format(call);
        CaptchaKind kind = kind(call, format);
        options.setKind(kind);
        number(call, "length", options::setLength);
        number(call, "width", options::setWidth);
        number(call, "height", options::setHeight);
        number(call, "ink", options::setInk);
        one(call, "style").ifPresent(name -> options.setStyle(style(name)));
        Recipe recipe = CaptchaRecipes.recipe(options.build(), "");
        return new CaptchaQuery(recipe, !format.equals("json"));
    }

    /** Reads a whole number, if the parameter is there. */
    static void number(Context call, String name, IntConsumer into) {
        Optional<String> text = one(call, name);
        if (text.isEmpty()) {
            return;
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            String bound = RANGES.get(name);
            throw refusal("%s must be %s, was '%s'".formatted(name, bound, shown(text.get())));
        }
        into.accept(Integer.parseInt(text.get()));
    }

    private static String format(Context call) {
        Optional<String> asked = one(call, "format");
        if (asked.isPresent()) {
            if (!List.of("json", "png", "wav").contains(asked.get())) {
                throw refusal(
                        "format must be json, png or wav, was '%s'".formatted(shown(asked.get())));
            }
            return asked.get();
        }
        String accept = String.valueOf(call.header("Accept")).toLowerCase(Locale.ROOT);
        if (accept.contains(HttpJson.TYPE)) {
            return "json";
        } else if (accept.contains("image/")) {
            // The browser's list for a page has them, too, so that an address shows its picture.
            return one(call, "kind").equals(Optional.of("audio")) ? "wav" : "png";
        }
        return accept.contains("audio/") ? "wav" : "json";
    }

    private static CaptchaKind kind(Context call, String format) {
        CaptchaKind implied =
                format.equals("wav")
                        ? CaptchaKind.CAPTCHA_KIND_AUDIO
                        : CaptchaKind.CAPTCHA_KIND_IMAGE;
        Optional<String> asked = one(call, "kind");
        if (asked.isEmpty()) {
            return implied;
        }
        CaptchaKind kind =
                switch (asked.get()) {
                    case "image" -> CaptchaKind.CAPTCHA_KIND_IMAGE;
                    case "audio" -> CaptchaKind.CAPTCHA_KIND_AUDIO;
                    default ->
                            throw refusal(
                                    "kind must be image or audio, was '%s'"
                                            .formatted(shown(asked.get())));
                };
        if (!format.equals("json") && kind != implied) {
            throw refusal("format %s is not one of kind %s".formatted(format, asked.get()));
        }
        return kind;
    }

    private static CaptchaStyle style(String name) {
        return switch (name) {
            case "band" -> CaptchaStyle.CAPTCHA_STYLE_BAND;
            case "strike" -> CaptchaStyle.CAPTCHA_STYLE_STRIKE;
            case "plain" -> CaptchaStyle.CAPTCHA_STYLE_PLAIN;
            default ->
                    throw refusal(
                            "style must be band, strike or plain, was '%s'".formatted(shown(name)));
        };
    }

    private static Optional<String> one(Context call, String name) {
        List<String> values = call.queryParams(name);
        if (values.size() > 1) {
            throw refusal(
                    "%s must be given once, was given %d times".formatted(name, values.size()));
        }
        return values.stream().findFirst();
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static HttpRefusal refusal(String message) {
        return new HttpRefusal(400, Code.INVALID_ARGUMENT, "INVALID_OPTION", message);
    }
}
