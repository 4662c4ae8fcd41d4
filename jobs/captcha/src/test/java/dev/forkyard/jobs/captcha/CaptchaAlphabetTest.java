package dev.forkyard.jobs.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptchaAlphabetTest {
    @Test
    void noCharacterHasATwin() {
        for (String twins : new String[] {"0OQD", "1IL", "2Z", "5S", "8B", "6G", "UV"}) {
            assertThat(twins.chars().filter(one -> CaptchaAlphabet.TEXT.indexOf(one) >= 0).count())
                    .as(twins)
                    .isLessThanOrEqualTo(1);
        }
        assertThat(CaptchaAlphabet.TEXT).hasSize(24);
    }

    @Test
    void everyAnswerIsItsOwnNormalForm() {
        assertThat(CaptchaKind.IMAGE.normalise(CaptchaAlphabet.TEXT))
                .isEqualTo(CaptchaAlphabet.TEXT);
        assertThat(CaptchaKind.IMAGE.normalise(CaptchaAlphabet.TEXT.toLowerCase(Locale.ROOT)))
                .isEqualTo(CaptchaAlphabet.TEXT);
        assertThat(CaptchaKind.AUDIO.normalise(CaptchaAlphabet.DIGITS))
                .isEqualTo(CaptchaAlphabet.DIGITS);
        assertThat(CaptchaKind.ALTCHA.normalise("00ff")).isEqualTo("00ff");
    }

    @Test
    void blanksAndTwinsAreForgiven() {
        assertThat(CaptchaAlphabet.normalise(" a0-8b\tgv\r\n")).isEqualTo("AD886U");
        assertThat(CaptchaAlphabet.normaliseDigits(" 1 2-3 ")).isEqualTo("123");
    }

    // A Cyrillic and a full-width A, the Kelvin sign, a long s, a dotless i, an A with a mark.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0410",
                "\uFF21",
                "\u212A",
                "\u017F",
                "\u0131",
                "A\u0301",
                "\uD83D\uDE00",
                "A\u0000",
                "A_"
            })
    void nothingButAsciiCounts(String typed) {
        assertThat(CaptchaAlphabet.normalise("CDE" + typed)).isEmpty();
        assertThat(CaptchaAlphabet.normaliseDigits("123" + typed)).isEmpty();
        assertThat(CaptchaKind.ALTCHA.normalise("12" + typed)).isEmpty();
    }

    @Test
    void hugeAnswersAreNotRead() {
        assertThat(CaptchaAlphabet.normalise("A".repeat(129))).isEmpty();
        assertThat(CaptchaAlphabet.normaliseDigits("1".repeat(1_000_000))).isEmpty();
        assertThat(CaptchaAlphabet.normalise("")).isEmpty();
    }
}
