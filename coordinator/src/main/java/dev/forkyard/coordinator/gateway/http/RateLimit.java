package dev.forkyard.coordinator.gateway.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often one client may ask. Immutable.
 *
 * @param perSecond requests a second in the long run, 0…100,000; 0 means without limit
 * @param burst requests at once after a pause, ≥ perSecond
 */
public record RateLimit(int perSecond, int burst) {
    /** No limit. */
    public static final RateLimit NONE = new RateLimit(0, 0);

    /** For clients from elsewhere: a person needs one a minute, a shared address some more. */
    public static final RateLimit STRANGERS = ofRate(20);

    private static final int RATE_MAX = 100_000;
    private static final int BURST_SECONDS = 5;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/s");

    private static RateLimit ofRate(int perSecond) {
        return new RateLimit(perSecond, perSecond * BURST_SECONDS);
    }

    /**
     * Reads {@code N/s}, with bursts of five seconds' worth, or {@code off}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static RateLimit parse(String text) {
        if (text.equals("off")) {
            return NONE;
        }
        Matcher matcher = FORM.matcher(text);
        int rate = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (rate < 1 || rate > RATE_MAX) {
            throw new IllegalArgumentException(
                    "must be 1/s…%d/s or off, was '%s'".formatted(RATE_MAX, text));
        }
        return ofRate(rate);
    }

    /** Whether it limits nothing. */
    public boolean isOff() {
        return perSecond == 0;
    }
}
