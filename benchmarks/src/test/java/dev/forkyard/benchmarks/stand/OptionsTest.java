package dev.forkyard.benchmarks.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final List<String> KNOWN = List.of("--kill", "--seconds");

    @Test
    void ratesAreReadInTheirWays() {
        assertThat(parse("--kill", "0.2/s").perSecond("--kill", 9)).isEqualTo(0.2);
        assertThat(parse("--kill=30/m").perSecond("--kill", 9)).isEqualTo(0.5);
        assertThat(parse("--kill", "3").perSecond("--kill", 9)).isEqualTo(3);
        assertThat(parse().perSecond("--kill", 9)).isEqualTo(9);
    }

    @Test
    void wholeNumbersReachTheirBounds() {
        int most = Integer.MAX_VALUE;
        String text = Integer.toString(most);

        assertThat(parse("--seconds", text).number("--seconds", 1, 0, most)).isEqualTo(most);
    }

    @Test
    void wrongWordsAreOneLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--what", "1"))
                .withMessage("unknown option '--what'; there are --kill --seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--kill"))
                .withMessage("option '--kill' needs a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--kill", "often").perSecond("--kill", 1))
                .withMessageContaining("was 'often'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--seconds", "0").number("--seconds", 1, 1, 9))
                .withMessage("--seconds must be 1…9, was '0'");
    }

    @Test
    void quantilesAreOfTheNearestRank() {
        Samples samples = Samples.of(new double[] {4, 1, 3, 2});

        assertThat(samples.median()).isEqualTo(2);
        assertThat(samples.quantile(0.99)).isEqualTo(4);
        assertThat(samples.least()).isEqualTo(1);
        assertThat(Samples.of(new double[0]).median()).isNaN();
    }

    private static Options parse(String... words) {
        return Options.parse(words, KNOWN);
    }
}
