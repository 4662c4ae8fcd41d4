package dev.forkyard.coordinator.gateway.http;

import java.util.Optional;
import java.util.Set;

/**
 * Who may ask the HTTP port for what. Immutable.
 *
 * @param rateLimit for every client; empty for {@link RateLimit#STRANGERS} for all but loopback
 *     peers
 * @param trustedProxies addresses whose X-Forwarded-For is believed, as literals
 * @param hosts names that requests may give as Host, in lower case, besides localhost and addresses
 * @param origins origins of pages that may call from a browser, such as {@code
 *     https://example.org}, besides those of this host itself
 */
public record HttpConfig(
        Optional<RateLimit> rateLimit,
        Set<String> trustedProxies,
        Set<String> hosts,
        Set<String> origins) {
    /** What holds unless something is said. */
    public static final HttpConfig DEFAULT =
            new HttpConfig(Optional.empty(), Set.of(), Set.of(), Set.of());

    /** Whether a text is an IP address and no name. */
    public static boolean isAddress(String text) {
        return ClientAddress.parse(text).isPresent();
    }

    /** Copies the sets. */
    public HttpConfig {
        trustedProxies = Set.copyOf(trustedProxies);
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }
}
