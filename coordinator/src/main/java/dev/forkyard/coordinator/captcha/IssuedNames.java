package dev.forkyard.coordinator.captcha;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names that were given out, have not expired and were not tried: each can be tried once.
 * Thread-safe: one short lock. For names that others choose, where {@link OneTimeStore} chooses its
 * own; it takes some 120 bytes a name.
 */
final class IssuedNames {
    private final int capacity;
    private final Map<String, Long> expiries = new LinkedHashMap<>();

    IssuedNames(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Notes a name.
     *
     * @param expiryMillis all names live equally long
     * @return false if there is no room or the name is known
     */
    synchronized boolean add(String name, long expiryMillis, long nowMillis) {
        free(nowMillis);
        return expiries.size() < capacity && expiries.putIfAbsent(name, expiryMillis) == null;
    }

    /** Tries a name: true once, and only until it expires. */
    synchronized boolean burn(String name, long nowMillis) {
        Long expiry = expiries.remove(name);
        return expiry != null && nowMillis <= expiry;
    }

    private void free(long nowMillis) {
        Iterator<Long> oldest = expiries.values().iterator();
        while (oldest.hasNext() && oldest.next() < nowMillis) {
            oldest.remove();
        }
    }
}
