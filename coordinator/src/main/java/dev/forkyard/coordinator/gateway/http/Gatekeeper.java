package dev.forkyard.coordinator.gateway.http;

import com.google.rpc.Code;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at every request before its handler: whose page sent it, by what name this host was called,
 * how often this client asks. Thread-safe.
 *
 * <p>The name matters because of DNS rebinding: a page of a stranger can have its own name point
 * here, and its browser then takes this host for the page's own. A request by address cannot come
 * about that way.
 */
final class Gatekeeper {
    private static final List<String> LIMITED = List.of("/captcha", "/altcha", "/v1/");

    private final HttpConfig config;
    private final ClientAddress addresses;
    private final TokenBuckets buckets = new TokenBuckets();

    Gatekeeper(HttpConfig config) {
        this.config = config;
        this.addresses = new ClientAddress(config.trustedProxies());
    }

    /**
     * Sets the headers of every answer and refuses what may not pass.
     *
     * @throws HttpRefusal with 403 or 429
     */
    void check(Context call) {
        call.header("Cache-Control", "no-store");
        call.header("X-Content-Type-Options", "nosniff");
        checkHost(call);
        checkOrigin(call);
        if (LIMITED.stream().anyMatch(call.path()::startsWith)) {
            checkRate(call);
        }
    }

    private void checkHost(Context call) {
        String host = host(call);
        boolean isKnown =
                host.equals("localhost")
                        || config.hosts().contains(host)
                        || ClientAddress.parse(host).isPresent();
        if (!isKnown) {
            throw new HttpRefusal(
                    403,
                    Code.PERMISSION_DENIED,
                    "HOST_NOT_ALLOWED",
                    "this server does not go by that Host; its operator can add names with"
                            + " --allow-host");
        }
    }

    private void checkOrigin(Context call) {
        String origin = call.header("Origin");
        if (origin == null || isOwn(origin, call)) {
            return;
        }
        if (!config.origins().contains(origin.toLowerCase(Locale.ROOT))) {
            throw new HttpRefusal(
                    403,
                    Code.PERMISSION_DENIED,
                    "ORIGIN_NOT_ALLOWED",
                    "pages of that Origin may not call this server; its operator can add origins"
                            + " with --allow-origin");
        }
        call.header("Access-Control-Allow-Origin", origin);
        call.header("Access-Control-Expose-Headers", CaptchaRoutes.TOKEN + ", Retry-After");
        call.header("Vary", "Origin");
        if (call.method().equals(HandlerType.OPTIONS)) {
            call.header("Access-Control-Allow-Methods", "GET, POST");
            call.header("Access-Control-Allow-Headers", "Content-Type");
            call.header("Access-Control-Max-Age", "600");
            call.status(204);
            call.skipRemainingHandlers();
        }
    }

    private void checkRate(Context call) {
        InetAddress peer =
                ClientAddress.parse(call.req().getRemoteAddr())
                        .orElse(InetAddress.getLoopbackAddress());
        List<String> forwarded = Collections.list(call.req().getHeaders("X-Forwarded-For"));
        InetAddress client = addresses.client(peer, forwarded);
        Optional<RateLimit> asked = config.rateLimit();
        RateLimit usual = client.isLoopbackAddress() ? RateLimit.NONE : RateLimit.STRANGERS;
        Duration wait =
                buckets.take(ClientAddress.name(client), asked.orElse(usual), System.nanoTime());
        if (!wait.isZero()) {
            throw new HttpRefusal(
                    429,
                    Code.RESOURCE_EXHAUSTED,
                    "RATE_LIMITED",
                    "too many requests from this address; try again later",
                    wait);
        }
    }

    private static boolean isOwn(String origin, Context call) {
        String host = String.valueOf(call.header("Host"));
        return origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }

    /** The name in the Host header, without port and brackets, in lower case. */
    private static String host(Context call) {
        String header = call.header("Host");
        String host = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return host.substring(1, Math.max(1, host.indexOf(']')));
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
