package dev.forkyard.client.cli.captcha;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.proto.v1.CaptchaKind;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.CaptchaStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The words that say what captchas are to be like. Stateless. */
final class CaptchaWords {
    private CaptchaWords() {}

    /** Adds the options. */
    static void describeOptions(CommandSpec spec) {
        spec.addOption(JobOptions.text("--length", "N", "Characters of the answer, 4…10 (6)"));
        spec.addOption(
                JobOptions.text("--width", "PIXELS", "100…400, at least 20 a character (200)"));
        spec.addOption(JobOptions.text("--height", "PIXELS", "40…160 (70)"));
        spec.addOption(
                JobOptions.text("--style", "band|strike|plain", "How it is made hard (band)"));
        spec.addOption(flag("--audio", "Spoken digits instead of a picture"));
    }

    /** An option without a value. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    /** The words that are no options. */
    static PositionalParamSpec positionals(String label, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** What the options say; the coordinator checks what can be sent to it. */
    static CaptchaOptions options(ParseResult words) {
        CaptchaOptions.Builder options = CaptchaOptions.newBuilder();
        if (words.hasMatchedOption("--audio")) {
            options.setKind(CaptchaKind.CAPTCHA_KIND_AUDIO);
        }
        number(words, "--length", "4…10", options::setLength);
        number(words, "--width", "100…400", options::setWidth);
        number(words, "--height", "40…160", options::setHeight);
        if (words.hasMatchedOption("--style")) {
            options.setStyle(style(words.matchedOptionValue("--style", "")));
        }
        return options.build();
    }

    private static void number(ParseResult words, String option, String bound, IntConsumer into) {
        if (!words.hasMatchedOption(option)) {
            return;
        }
        String text = words.matchedOptionValue(option, "");
        if (!text.matches("-?[0-9]{1,9}")) {
            throw CliException.usage(
                    "%s must be %s, was %s".formatted(option, bound, Quoted.of(text)));
        }
        into.accept(Integer.parseInt(text));
    }

    private static CaptchaStyle style(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "band" -> CaptchaStyle.CAPTCHA_STYLE_BAND;
            case "strike" -> CaptchaStyle.CAPTCHA_STYLE_STRIKE;
            case "plain" -> CaptchaStyle.CAPTCHA_STYLE_PLAIN;
            default ->
                    throw CliException.usage(
                            "--style must be band, strike or plain, was " + Quoted.of(text));
        };
    }
}
