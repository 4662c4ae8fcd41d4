package dev.forkyard.coordinator.captcha;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys of this coordinator: made at its first start, replaced once a day, each valid for a day
 * more. Thread-safe: a reader sees one whole ring.
 */
public final class CaptchaKeys {
    private final SecureRandom random = new SecureRandom();
    private final Optional<KeyFile> file;
    private volatile KeyRing ring;

    private CaptchaKeys(Optional<KeyFile> file, Instant now) {
        this.file = file;
        this.ring = file.flatMap(KeyFile::read).orElseGet(() -> KeyRing.fresh(now, random));
        KeyRing valid = ring.at(now, random);
        file.ifPresent(kept -> kept.write(valid));
        this.ring = valid;
    }

    /**
     * Reads the keys of a data directory, or makes them.
     *
     * @param directory empty for keys that end with this process
     * @throws java.io.UncheckedIOException if they cannot be read or written
     */
    public static CaptchaKeys open(Optional<Path> directory, Instant now) {
        return new CaptchaKeys(directory.map(KeyFile::new), now);
    }

    /**
     * Makes a new key if it is time for one. Writes a file: not for threads that must not block.
     *
     * @throws java.io.UncheckedIOException if it cannot be written; the old keys stay valid
     */
    public synchronized void rotate(Instant now) {
        KeyRing valid = ring.at(now, random);
        if (!valid.equals(ring)) {
            file.ifPresent(kept -> kept.write(valid));
            ring = valid;
        }
    }

    KeyRing ring() {
        return ring;
    }

    SecureRandom random() {
        return random;
    }
}
