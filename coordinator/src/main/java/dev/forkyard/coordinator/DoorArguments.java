package dev.forkyard.coordinator;

import dev.forkyard.coordinator.gateway.captcha.CaptchaConfig;
import dev.forkyard.coordinator.gateway.http.HttpConfig;
import dev.forkyard.coordinator.gateway.http.RateLimit;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of {@link CoordinatorMain} about its public ports. Confined to one thread. */
final class DoorArguments {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");

    private boolean answers;
    private Duration lifetime = CaptchaConfig.DEFAULT.lifetime();
    private int ready = CaptchaConfig.DEFAULT.ready();
    private Optional<RateLimit> rateLimit = Optional.empty();
    private final Set<String> proxies = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> origins = new HashSet<>();

    /** Reads an option that has no value; false if it is none of these. */
    boolean takes(String option) {
        answers |= option.equals("--captcha-answers");
        return option.equals("--captcha-answers");
    }

    /**
     * Reads one option.
     *
     * @return false if it is not about public ports
     * @throws IllegalArgumentException with a line for the user
     */
    boolean takes(String option, String value) {
        switch (option) {
            case "--captcha-lifetime" -> lifetime = lifetime(option, value);
            case "--captcha-ready" ->
                    ready = CoordinatorArguments.number(option, value, 1, CaptchaConfig.READY_MAX);
            case "--rate-limit" -> rateLimit = Optional.of(rateLimit(option, value));
            case "--trusted-proxy" -> proxies.add(proxy(option, value));
            case "--allow-host" ->
                    hosts.add(name(option, value, HOST, "a name such as example.org"));
            case "--allow-origin" ->
                    origins.add(
                            name(option, value, ORIGIN, "an origin such as https://example.org"));
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * The ports' configuration.
     *
     * @throws IllegalArgumentException if answers would leave this host
     */
    DoorConfig config(InetSocketAddress grpc, Optional<InetSocketAddress> http) {
        if (answers) {
            requireLoopback("--listen", grpc);
            http.ifPresent(address -> requireLoopback("--http-listen", address));
        }
        return new DoorConfig(
                new CaptchaConfig(answers, lifetime, CaptchaConfig.DEFAULT.outMax(), ready),
                new HttpConfig(rateLimit, proxies, hosts, origins));
    }

    private static void requireLoopback(String option, InetSocketAddress address) {
        if (!address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "--captcha-answers gives answers away, which only a loopback address may: %s"
                                    .formatted(option)
                            + " is "
                            + address.getHostString());
        }
    }

    private static Duration lifetime(String option, String value) {
        Duration lifetime = WorkerArguments.time(option, value);
        if (lifetime.compareTo(CaptchaConfig.LIFETIME_MIN) < 0
                || lifetime.compareTo(CaptchaConfig.LIFETIME_MAX) > 0) {
            throw new IllegalArgumentException(option + " must be 10s…24h, was '" + value + "'");
        }
        return lifetime;
    }

    private static RateLimit rateLimit(String option, String value) {
        try {
            return RateLimit.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " " + e.getMessage(), e);
        }
    }

    private static String proxy(String option, String value) {
        if (!HttpConfig.isAddress(value)) {
            throw new IllegalArgumentException(
                    option + " must be an IP address, was '" + value + "'");
        }
        return value;
    }

    private static String name(String option, String value, Pattern form, String wanted) {
        String name = value.toLowerCase(Locale.ROOT);
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s must be %s, was '%s'".formatted(option, wanted, value));
        }
        return name;
    }
}
