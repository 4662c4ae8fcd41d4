package dev.forkyard.coordinator.gateway.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each client, each full at first. Thread-safe: one short lock.
 *
 * <p>At most {@value #CLIENTS_MAX} clients are remembered, some 10 MB; the one that was quiet for
 * the longest time is forgotten first, and a client that is forgotten begins with a full bucket.
 */
final class TokenBuckets {
    private static final int CLIENTS_MAX = 65_536;
    private static final double SECOND_NANOS = 1e9;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Bucket {
        double tokens;
        long atNanos;
    }

    /**
     * Takes a token.
     *
     * @return zero if there was one, else how long it takes until there is
     */
    synchronized Duration take(String client, RateLimit limit, long nowNanos) {
        if (limit.isOff()) {
            return Duration.ZERO;
        }
        Bucket bucket = buckets.get(client);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = limit.burst();
            bucket.atNanos = nowNanos;
            buckets.put(client, bucket);
            forgetOldest();
        }
        double since = Math.max(0, nowNanos - bucket.atNanos) / SECOND_NANOS;
        bucket.tokens = Math.min(limit.burst(), bucket.tokens + since * limit.perSecond());
        bucket.atNanos = nowNanos;
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Duration.ZERO;
        }
        double seconds = (1 - bucket.tokens) / limit.perSecond();
        return Duration.ofNanos((long) Math.ceil(seconds * SECOND_NANOS));
    }

    private void forgetOldest() {
        if (buckets.size() > CLIENTS_MAX) {
            Iterator<Bucket> oldest = buckets.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
