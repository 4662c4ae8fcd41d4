package dev.forkyard.client.cli.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeNotationTest {
    private static final String END_MAX = "18446744073709551615";

    @ParameterizedTest
    @CsvSource({
        "0..0, 0..0",
        "1..10, 1..10",
        "1..=10, 1..11",
        "0..=0, 0..1",
        "7..=7, 7..8",
        "5..+3, 5..8",
        "5..+0, 5..5",
        "100, 0..100",
        "0, 0..0",
        "007..010, 7..10",
        "1_000..2_000_000, 1000..2000000",
        "1e3..1e6, 1000..1000000",
        "1E3, 0..1000",
        "1e+3, 0..1000",
        "1.5e3, 0..1500",
        "20e-1, 0..2",
        "1.0, 0..1",
        "0e999999999, 0..0",
        "1..1e0_3, 1..1000",
        "2^10, 0..1024",
        "2**10, 0..1024",
        "0^0, 0..1",
        "1^99999999999, 0..1",
        "10^3..+10^3, 1000..2000",
        "1K, 0..1000",
        "1k..2M, 1000..2000000",
        "3G..=3g, 3000000000..3000000001",
        "2.5T, 0..2500000000000",
        "1.5e3..2.5K, 1500..2500",
        "18446744073709551615, 0..18446744073709551615",
        "0..18446744073709551615, 0..18446744073709551615",
        "0..=18446744073709551614, 0..18446744073709551615",
        "2^63..+2^63, ''",
        "9223372036854775808..+9223372036854775807, 9223372036854775808..18446744073709551615",
        "18446744073709551615..18446744073709551615, 18446744073709551615..18446744073709551615",
        "18.446744073709551615e18, 0..18446744073709551615",
    })
    void wordMeansRange(String word, String range) {
        if (range.isEmpty()) {
            assertThatThrownBy(() -> RangeNotation.parse(word)).isInstanceOf(CliException.class);
            return;
        }
        assertThat(RangeNotation.parse(word)).hasToString(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5..3",
                "5..=4",
                "-1..5",
                "1..-5",
                "abc",
                "1..18446744073709551616",
                "0..=18446744073709551615",
                "18446744073709551616",
                "18446744073709551616..3",
                "1..+18446744073709551615",
                "1e30",
                "1e20..5",
                "1e999999999999",
                "10^99999999999999",
                "2^64",
                "3^50",
                "18446744.1T",
                "",
                " ",
                "..",
                "..5",
                "5..",
                "5..=",
                "5..+",
                "1..2..3",
                "1...5",
                "0x",
                "0x10",
                "1e10.5",
                "1.5",
                "1e-1",
                "1e-999999999",
                "1.2345K",
                "_1",
                "1_",
                "1__0",
                "1_e3",
                "1e",
                "e3",
                "2^",
                "^2",
                "2^3^4",
                "2^3K",
                "1e3K",
                "1KK",
                "1KB",
                "+5",
                "--5",
                "1,000",
                "1 2",
                "1..\n5",
                "٣",
                "NaN",
                "Infinity",
            })
    void badWordIsRefusedInOneLineWithWordAndBound(String word) {
        assertThatThrownBy(() -> RangeNotation.parse(word))
                .isInstanceOfSatisfying(
                        CliException.class,
                        e -> {
                            assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
                            assertThat(e.line())
                                    .doesNotContain("\n")
                                    .startsWith("RANGE '" + word.replace('\n', ' ') + "'")
                                    .contains(END_MAX)
                                    .hasSizeLessThan(250);
                        });
    }

    @Test
    void endlessWordIsRefusedAtOnceAndCut() {
        String word = "9".repeat(1_000_000) + "..1";

        assertThatThrownBy(() -> RangeNotation.parse(word))
                .isInstanceOf(CliException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void messageSaysWhatIsWrong() {
        assertThatThrownBy(() -> RangeNotation.parse("5..3"))
                .hasMessage(
                        "RANGE '5..3': start 5 is above end 3; A..B needs 0 <= A <= B <= "
                                + END_MAX);
        assertThatThrownBy(() -> RangeNotation.parse("1..1e30"))
                .hasMessage(
                        "RANGE '1..1e30': end 1e30 is above the largest, " + END_MAX + " (2^64-1)");
    }

    @Test
    void canonicalTextOfAnyRangeReadsBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            BigInteger a = new BigInteger(1 + random.nextInt(64), random);
            BigInteger b = new BigInteger(1 + random.nextInt(64), random);
            String canonical = a.min(b) + ".." + a.max(b);
            String width = a.min(b) + "..+" + a.max(b).subtract(a.min(b));
            String grouped =
                    String.format(Locale.ROOT, "%,d..%,d", a.min(b), a.max(b)).replace(',', '_');

            assertThat(RangeNotation.parse(canonical)).as("seed %d", seed).hasToString(canonical);
            assertThat(RangeNotation.parse(width)).as("seed %d", seed).hasToString(canonical);
            assertThat(RangeNotation.parse(grouped)).as("seed %d", seed).hasToString(canonical);
        }
    }

    @Test
    void wordsOfRandomSignsNeverDoAnythingElseThanRefuseOrRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String signs = "0123456789._^*eE+-=KMGTx ";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                word.append(signs.charAt(random.nextInt(signs.length())));
            }
            try {
                RangeNotation.parse(word.toString());
            } catch (CliException e) {
                assertThat(e.line()).as("seed %d", seed).contains("RANGE '" + word + "'");
            }
        }
    }
}
