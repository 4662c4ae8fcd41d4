package dev.forkyard.coordinator.captcha;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that are valid at one time, oldest first: the newest signs, all verify. Immutable.
 *
 * @param keys at least one; the ids are distinct
 */
record KeyRing(List<SigningKey> keys) {
    /** How long one key signs. */
    static final Duration AGE_MAX = Duration.ofDays(1);

    /** How long a key verifies after its successor was made: longer than any token lives. */
    static final Duration OVERLAP = Duration.ofDays(1).plusHours(1);

    KeyRing {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a ring needs a key");
        }
    }

    /** A ring with one new key. */
    static KeyRing fresh(Instant now, SecureRandom random) {
        return new KeyRing(List.of(SigningKey.random(newId(List.of(), random), now, random)));
    }

    SigningKey newest() {
        return keys.get(keys.size() - 1);
    }

    Optional<SigningKey> find(int id) {
        return keys.stream().filter(key -> key.id() == id).findFirst();
    }

    /** The ring that is valid now: with a new key if it is time for one, without those over. */
    KeyRing at(Instant now, SecureRandom random) {
        List<SigningKey> valid = new ArrayList<>(keys);
        if (isOver(newest(), AGE_MAX, now)) {
            valid.add(SigningKey.random(newId(keys, random), now, random));
        }
        while (valid.size() > 1 && isOver(valid.get(1), OVERLAP, now)) {
            valid.remove(0);
        }
        return valid.equals(keys) ? this : new KeyRing(valid);
    }

    /** A clock that was set back makes no key immortal. */
    private static boolean isOver(SigningKey key, Duration age, Instant now) {
        return Duration.between(key.madeTime(), now).abs().compareTo(age) >= 0;
    }

    /** Random, so that ids do not tell how old an installation is. */
    private static int newId(List<SigningKey> taken, SecureRandom random) {
        while (true) {
            int id = random.nextInt();
            if (taken.stream().noneMatch(key -> key.id() == id)) {
                return id;
            }
        }
    }
}
