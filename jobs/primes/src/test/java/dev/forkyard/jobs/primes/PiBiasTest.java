package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.job.CostFactors;
import dev.forkyard.jobs.primes.nth.NthPrimeInput;
import dev.forkyard.jobs.primes.nth.NthPrimeJob;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiBiasTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "2, 1, 16",
        "3, 3, 0",
        "1, 2, -16",
        "1.19, 1, 4",
        "4, 0.25, 64",
        "0.25, 4, -64",
        "1000, 1, 64",
        "1, 1000, -64"
    })
    void learnedFactorsMakeABias(double pi, double sieve, int sixteenths) {
        CostFactors factors = new CostFactors(Map.of("pi", pi, "sieve", sieve), 1);

        assertThat(PiBias.of(factors)).isEqualTo(new PiBias(sixteenths));
    }

    @Test
    void whatOnlyOneKindShowedSaysNothingOfTheOtherAlone() {
        assertThat(PiBias.of(CostFactors.NONE)).isEqualTo(PiBias.NONE);
        assertThat(PiBias.of(new CostFactors(Map.of("pi", 3.0), 3))).isEqualTo(PiBias.NONE);
    }

    @Test
    void biasIsAFactorOfPi() {
        assertThat(PiBias.NONE.factor()).isEqualTo(1);
        assertThat(new PiBias(16).factor()).isEqualTo(2);
        assertThat(new PiBias(-32).factor()).isEqualTo(0.25);
    }

    @Test
    void biasBeyondItsRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PiBias(65));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PiBias(-65))
                .withMessage("bias of π must be −64…64, was -65");
    }

    @Test
    void jobTypesWithTheChoiceTakeTheBiasIntoTheirInputs() {
        CostFactors factors = new CostFactors(Map.of("pi", 2.0), 1);
        NthPrimeInput nth = new NthPrimeInput(1_000_000, 7);

        byte[] calibrated = new NthPrimeJob().calibrated(nth.encode(), factors);

        assertThat(NthPrimeInput.decode(calibrated))
                .isEqualTo(new NthPrimeInput(1_000_000, 7, new PiBias(16)));
    }
}
