package dev.forkyard.jobs.captcha.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VoicesTest {
    // What FreeTTS 1.2.2 said to jobs/speech on JDK 17 and on JDK 25.
    private static final String DIGEST =
            "b91ca8bb3305fbcc5b9985966112e109dc8bfdca4e745c4aba1ca3139a49468d";

    @Test
    void everyBuildSpeaksTheSameBytes() throws Exception {
        try (InputStream stream =
                Objects.requireNonNull(Voices.class.getResourceAsStream("voices.bin"))) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());

            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(DIGEST);
        }
    }

    @Test
    void everyVoiceSaysTenDigitsOfAFairLengthAndLoudness() {
        Voices voices = Voices.load();

        assertThat(voices.count()).isEqualTo(4);
        for (int voice = 0; voice < voices.count(); voice++) {
            for (int digit = 0; digit < 10; digit++) {
                float[] clip = voices.clip(voice, digit);
                double power = 0;
                for (float sample : clip) {
                    power += sample * sample / clip.length;
                }

                // From 0.2 to 0.7 seconds.
                assertThat(clip.length).isBetween(Mixer.RATE / 5, Mixer.RATE * 7 / 10);
                assertThat(Math.sqrt(power)).isBetween(0.15, 0.2);
            }
        }
    }

    @Test
    void speechSynthesisIsNotOnTheClassPath() {
        assertThat(System.getProperty("java.class.path")).doesNotContain("freetts", "jobs/speech");
    }
}
