package dev.forkyard.common.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.range.UnsignedRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostFactorsTest {
    @Test
    void kindsThatWereNeverSeenHaveTheFactorOfOthers() {
        CostFactors factors = new CostFactors(Map.of("seen", 2.0), 1.5);

        assertThat(factors.factor("seen")).isEqualTo(2);
        assertThat(factors.factor("unseen")).isEqualTo(1.5);
        assertThat(CostFactors.NONE.factor("seen")).isEqualTo(1);
    }

    @Test
    void factorsThatAreNoneAreRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CostFactors(Map.of("kind", bad), 1))
                    .withMessageContaining("'kind' must be > 0");
            assertThatIllegalArgumentException().isThrownBy(() -> new CostFactors(Map.of(), bad));
        }
    }

    @Test
    void kindOfAStageIsAShortName() {
        StagePlan stage =
                new StagePlan(new UnsignedRange(0, 9), 1, 1, 0, List.of(), new byte[] {7});

        assertThat(stage.costKind()).isEqualTo(StagePlan.NO_KIND);
        assertThat(stage.ofKind("sieve-2").withLargestPart(5).inOrder(3).costKind())
                .isEqualTo("sieve-2");
        for (String bad : List.of("Sieve", "two words", "a".repeat(21))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stage.ofKind(bad))
                    .withMessageContaining("at most 20 characters");
        }
    }
}
