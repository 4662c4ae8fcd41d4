package dev.forkyard.common.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobTypeIdTest {
    @Test
    void textIsReadBack() {
        JobTypeId id = new JobTypeId("primes.count", 1);

        assertThat(id).hasToString("primes.count/1");
        assertThat(JobTypeId.parse("primes.count/1")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "primes", "primes/", "primes/0", "primes/-1", "Primes/1", "/1", "a/b"})
    void otherFormsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JobTypeId.parse(text));
    }
}
