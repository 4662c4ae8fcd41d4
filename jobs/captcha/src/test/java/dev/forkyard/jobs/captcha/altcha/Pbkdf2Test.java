package dev.forkyard.jobs.captcha.altcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pbkdf2Test {
    // RFC 7914, section 11: the first 32 bytes of each key.
    @ParameterizedTest
    @CsvSource({
        "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc",
        "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56",
    })
    void vectorsOfTheRfcAreMet(String password, String salt, int rounds, String key) {
        byte[] derived =
                Pbkdf2.deriveBlock(
                        password.getBytes(StandardCharsets.US_ASCII),
                        salt.getBytes(StandardCharsets.US_ASCII),
                        rounds);

        assertThat(HexFormat.of().formatHex(derived)).isEqualTo(key);
    }
}
