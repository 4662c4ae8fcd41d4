package dev.forkyard.coordinator.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Set before each test.
class CaptchaKeysTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @TempDir private Path folder;

    @Test
    void keysAreMadeForTheOwnerAloneAndKept() throws IOException {
        SigningKey made = open(NOW).ring().newest();
        SigningKey read = open(NOW.plusSeconds(60)).ring().newest();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(read.id()).isEqualTo(made.id());
        assertThat(read.secret()).isEqualTo(made.secret());
        assertThat(folder).isDirectoryContaining("glob:**captcha.keys");
        assertThat(folder.resolve("captcha.keys.new")).doesNotExist();
    }

    @Test
    void keyIsReplacedDailyAndVerifiesForAnotherDay() {
        CaptchaKeys keys = open(NOW);
        int first = keys.ring().newest().id();

        keys.rotate(NOW.plus(KeyRing.AGE_MAX).minusSeconds(1));
        assertThat(keys.ring().newest().id()).isEqualTo(first);

        Instant next = NOW.plus(KeyRing.AGE_MAX);
        keys.rotate(next);
        int second = keys.ring().newest().id();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys.ring().find(first)).isPresent();

        keys.rotate(next.plus(KeyRing.OVERLAP));
        assertThat(keys.ring().find(first)).isEmpty();
        assertThat(keys.ring().find(second)).isPresent();
        assertThat(open(next.plus(KeyRing.OVERLAP)).ring().keys())
                .extracting(SigningKey::id)
                .isEqualTo(keys.ring().keys().stream().map(SigningKey::id).toList());
    }

    @Test
    void clockThatWasSetBackMakesNoKeyImmortal() {
        CaptchaKeys keys = open(NOW);
        int first = keys.ring().newest().id();

        keys.rotate(NOW.minus(Duration.ofDays(300)));

        assertThat(keys.ring().newest().id()).isNotEqualTo(first);
    }

    @Test
    void keysThatOthersCouldReadAreDropped() throws IOException {
        int first = open(NOW).ring().newest().id();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(open(NOW).ring().find(first)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void damagedFileIsNamedButNotShown() throws IOException {
        String secret = Base64.getEncoder().encodeToString(open(NOW).ring().newest().secret());
        Files.writeString(file(), "1 x " + secret + "\n");

        assertThatThrownBy(() -> open(NOW))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .hasMessageContaining(file().toString())
                .hasMessageNotContaining(secret);
    }

    @Test
    void textOfAKeyHidesItsSecret() {
        SigningKey key = open(NOW).ring().newest();

        assertThat(key.toString())
                .doesNotContain(Base64.getEncoder().encodeToString(key.secret()).substring(0, 8));
    }

    private CaptchaKeys open(Instant now) {
        return CaptchaKeys.open(Optional.of(folder), now);
    }

    private Path file() {
        return folder.resolve("captcha.keys");
    }
}
