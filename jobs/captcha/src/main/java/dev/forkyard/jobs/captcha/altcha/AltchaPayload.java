package dev.forkyard.jobs.captcha.altcha;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a visitor's browser sends back: the challenge and its solution. Nothing in it may be
 * believed before {@link AltchaSigner#isGenuine} has said so. Immutable.
 */
public final class AltchaPayload {
    /** The most characters of a payload; the widget sends some 800. */
    public static final int CHARACTERS_MAX = 16_384;

    private static final long COUNTER_MAX = 0xFFFF_FFFFL;
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){1,64}");

    private final JsonObject parameters;
    private final String signature;
    private final JsonObject solution;

    private AltchaPayload(JsonObject parameters, String signature, JsonObject solution) {
        this.parameters = parameters;
        this.signature = signature;
        this.solution = solution;
    }

    /**
     * Reads a payload in the form that the widget puts into its form field: base64 of JSON {@code
     * {challenge: {parameters, signature}, solution: {counter, derivedKey}}}. JSON itself is taken
     * too.
     *
     * @return empty if it has another form, whatever is wrong with it
     */
    public static Optional<AltchaPayload> parse(String payload) {
        if (payload.length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            String text = payload.stripLeading().startsWith("{") ? payload : decoded(payload);
            JsonObject whole = JsonObject.parse(text);
            Optional<JsonObject> challenge = whole.object("challenge");
            Optional<JsonObject> parameters =
                    challenge.flatMap(found -> found.object("parameters"));
            Optional<String> signature = challenge.flatMap(found -> found.string("signature"));
            Optional<JsonObject> solution = whole.object("solution");
            if (parameters.isEmpty() || signature.isEmpty() || solution.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new AltchaPayload(parameters.get(), signature.get(), solution.get()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String payload) {
        return new String(Base64.getMimeDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    /** The nonce in lower-case hexadecimal, which names the challenge; empty if it has none. */
    public Optional<String> nonce() {
        return hex(parameters, "nonce");
    }

    /**
     * When the challenge expires, in seconds since 1970; empty if it never does, which no challenge
     * of {@link AltchaSigner#sign} says.
     */
    public OptionalLong expiresAtSeconds() {
        return parameters.whole("expiresAt");
    }

    /** The derived key that the visitor found, in lower-case hexadecimal; empty if it is none. */
    public Optional<String> derivedKey() {
        OptionalLong counter = solution.whole("counter");
        return counter.isPresent() && counter.getAsLong() <= COUNTER_MAX
                ? hex(solution, "derivedKey")
                : Optional.empty();
    }

    int counter() {
        return (int) solution.whole("counter").orElse(0);
    }

    JsonObject parameters() {
        return parameters;
    }

    String signature() {
        return signature;
    }

    /** What is signed. */
    byte[] signedBytes() {
        return parameters.canonical().getBytes(StandardCharsets.UTF_8);
    }

    static Optional<String> hex(JsonObject object, String name) {
        return object.string(name).filter(text -> HEX.matcher(text).matches());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "AltchaPayload[nonce %s]", nonce().orElse("?"));
    }
}
