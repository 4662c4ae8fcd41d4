package dev.forkyard.coordinator.gateway.http;

import com.google.rpc.Code;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a request may take until it is answered with 504: 30 s, or less if its header says so in
 * gRPC's form ({@code Grpc-Timeout: 500m} is half a second). Stateless.
 */
final class CallTime {
    /** The longest, which holds where the header is not there. */
    static final Duration MAX = Duration.ofSeconds(30);

    private static final String HEADER = "Grpc-Timeout";

    /** See "TimeoutValue TimeoutUnit" in gRPC's PROTOCOL-HTTP2. */
    private static final Pattern FORM = Pattern.compile("([0-9]{1,8})([HMSmun])");

    private CallTime() {}

    /**
     * Reads the header.
     *
     * @throws HttpRefusal with 400 and the bound
     */
    static Duration of(Context call) {
        String text = call.header(HEADER);
        if (text == null) {
            return MAX;
        }
        Matcher matcher = FORM.matcher(text);
        Duration time =
                matcher.matches()
                        ? unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)))
                        : Duration.ZERO;
        if (time.isZero() || time.compareTo(MAX) > 0) {
            throw new HttpRefusal(
                    400,
                    Code.INVALID_ARGUMENT,
                    "INVALID_OPTION",
                    "%s must be 1n…30S, as 500m for half a second".formatted(HEADER));
        }
        return time;
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "H" -> Duration.ofHours(1);
            case "M" -> Duration.ofMinutes(1);
            case "S" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMillis(1);
            case "u" -> Duration.ofNanos(1_000);
            default -> Duration.ofNanos(1);
        };
    }
}
