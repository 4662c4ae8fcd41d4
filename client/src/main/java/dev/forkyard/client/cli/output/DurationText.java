package dev.forkyard.client.cli.output;

import dev.forkyard.client.cli.session.CliException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write and read them. Stateless. */
public final class DurationText {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h|d)?");
    private static final Duration LONGEST = Duration.ofDays(365);

    private DurationText() {}

    /**
     * Reads {@code 500ms}, {@code 30s}, {@code 1.5m}, {@code 2h}, {@code 1d}; without a unit,
     * seconds.
     *
     * @param option what to name in an error
     */
    public static Duration parse(String option, String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            BigDecimal nanos = new BigDecimal(form.group(1)).multiply(unitNanos(form.group(2)));
            if (nanos.compareTo(BigDecimal.ONE) >= 0
                    && nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) <= 0) {
                return Duration.ofNanos(nanos.longValue());
            }
        }
        throw CliException.usage(
                option
                        + " "
                        + Quoted.of(text)
                        + " is not a time above 0 and up to 365d, such as 500ms, 30s, 5m or 2h");
    }

    /** Two units at most: {@code 12ms}, {@code 3.4s}, {@code 5m 06s}, {@code 2h 05m}. */
    public static String of(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 1) {
            return time.toMillis() + "ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60);
        }
        long hours = seconds / 3600;
        return hours < 48
                ? String.format(Locale.ROOT, "%dh %02dm", hours, seconds / 60 % 60)
                : String.format(Locale.ROOT, "%dd %02dh", hours / 24, hours % 24);
    }

    /** The same for a duration of protobuf. */
    public static String of(com.google.protobuf.Duration time) {
        return of(Duration.ofSeconds(time.getSeconds(), time.getNanos()));
    }

    private static BigDecimal unitNanos(@Nullable String unit) {
        return BigDecimal.valueOf(
                switch (unit == null ? "s" : unit) {
                    case "ms" -> 1_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    case "d" -> 86_400_000_000_000L;
                    default -> 1_000_000_000L;
                });
    }
}
