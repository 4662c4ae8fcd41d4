package dev.forkyard.jobs.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Set;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class AudioMakerTest {
    private static Captcha make(int length, long item) {
        return new Workshop()
                .maker(new AudioRecipe(length))
                .make(SeededRandomness.of(1).forItem(item));
    }

    private static byte[] samples(Captcha captcha) throws Exception {
        try (AudioInputStream stream =
                AudioSystem.getAudioInputStream(new ByteArrayInputStream(captcha.media()))) {
            AudioFormat format = stream.getFormat();
            assertThat(format.getSampleRate()).isEqualTo(8000);
            assertThat(format.getSampleSizeInBits()).isEqualTo(8);
            assertThat(format.getChannels()).isEqualTo(1);
            assertThat(format.getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_UNSIGNED);
            return stream.readAllBytes();
        }
    }

    @Test
    void everyLengthGivesAWavThatFitsIntoAPart() throws Exception {
        for (int length = 4; length <= 10; length++) {
            for (int item = 0; item < 10; item++) {
                Captcha captcha = make(length, item);

                assertThat(captcha.answer()).hasSize(length).containsOnlyDigits();
                // Between 0.4 and 1.1 seconds a digit.
                assertThat(samples(captcha)).hasSizeBetween(3_200 * length, 8_800 * length + 3_600);
                assertThat(captcha.media().length)
                        .isLessThanOrEqualTo(CaptchaBatch.MEDIA_BYTES_MAX);
            }
        }
    }

    @Test
    void digitsAreLouderThanWhatLiesBetween() throws Exception {
        byte[] samples = samples(make(6, 0));
        double loudest = 0;
        double quietest = Double.MAX_VALUE;
        for (int start = 0; start + 400 <= samples.length; start += 400) {
            double power = 0;
            for (int at = start; at < start + 400; at++) {
                int level = (samples[at] & 0xFF) - 128;
                power += level * level;
            }
            loudest = Math.max(loudest, Math.sqrt(power / 400));
            quietest = Math.min(quietest, Math.sqrt(power / 400));
        }

        assertThat(loudest).isBetween(20.0, 90.0);
        assertThat(quietest).isBetween(0.5, loudest / 5);
    }

    @Test
    void sameDigitsNeverSoundTheSame() {
        Set<Integer> sounds = new HashSet<>();
        for (int item = 0; item < 50; item++) {
            sounds.add(java.util.Arrays.hashCode(make(4, item).media()));
        }

        assertThat(sounds).hasSize(50);
    }
}
