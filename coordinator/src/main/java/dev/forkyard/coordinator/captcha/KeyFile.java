package dev.forkyard.coordinator.captcha;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys on disk, mode 0600, a line for each: {@code ID EPOCH_SECONDS BASE64}. Confined to one
 * thread at a time.
 */
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final String NAME = "captcha.keys";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    KeyFile(Path directory) {
        this.file = directory.resolve(NAME);
    }

    /**
     * The keys, empty if there are none or if others could have read them.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    Optional<KeyRing> read() {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(mode)) {
                LOG.warn(
                        "{} had mode {}: its keys are dropped and new ones made",
                        file,
                        PosixFilePermissions.toString(mode));
                return Optional.empty();
            }
            List<SigningKey> keys = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                keys.add(key(line));
            }
            return keys.isEmpty() ? Optional.empty() : Optional.of(new KeyRing(keys));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Replaces the keys, whole or not at all.
     *
     * @throws UncheckedIOException if they cannot be written
     */
    void write(KeyRing ring) {
        StringBuilder text = new StringBuilder();
        for (SigningKey key : ring.keys()) {
            text.append(Integer.toUnsignedString(key.id()))
                    .append(' ')
                    .append(key.madeTime().getEpochSecond())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(key.secret()))
                    .append('\n');
        }
        try {
            Path fresh = file.resolveSibling(NAME + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(fresh, text);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Says nothing of the line itself: it holds a secret. */
    private SigningKey key(String line) throws IOException {
        String[] words = line.split(" ", -1);
        try {
            return new SigningKey(
                    Integer.parseUnsignedInt(words[0]),
                    Instant.ofEpochSecond(Long.parseLong(words[1])),
                    Base64.getDecoder().decode(words[2]));
        } catch (RuntimeException e) {
            throw new IOException(file + " is damaged; remove it, and new keys are made");
        }
    }
}
