package dev.forkyard.coordinator.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketsTest {
    private static final long SECOND = 1_000_000_000L;

    private final TokenBuckets buckets = new TokenBuckets();

    @Test
    void burstThenRate() {
        for (int i = 0; i < 100; i++) {
            assertThat(take("a", 0)).isZero();
        }

        assertThat(take("a", 0)).isEqualTo(Duration.ofMillis(50));
        assertThat(take("a", SECOND / 20)).isZero();
        assertThat(take("a", SECOND / 20)).isPositive();
    }

    @Test
    void pauseFillsTheBucketToItsBrim() {
        for (int i = 0; i < 100; i++) {
            take("a", 0);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(take("a", 1_000 * SECOND)).isZero();
        }

        assertThat(take("a", 1_000 * SECOND)).isPositive();
    }

    @Test
    void clientsDoNotPayForEachOther() {
        for (int i = 0; i < 200; i++) {
            take("a", 0);
        }

        assertThat(take("b", 0)).isZero();
    }

    @Test
    void strangersDisplaceOnlyQuietClients() {
        for (int i = 0; i < 100; i++) {
            take("a", 0);
        }
        for (int i = 0; i < 65_000; i++) {
            take("s" + i, 0);
        }
        assertThat(take("a", 0)).isPositive();
        for (int i = 0; i < 66_000; i++) {
            take("t" + i, 0);
        }
        assertThat(take("a", 0)).isZero();
    }

    @Test
    void noLimitLimitsNothing() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(buckets.take("a", RateLimit.NONE, 0)).isZero();
        }
    }

    @Test
    void rateIsRead() {
        assertThat(RateLimit.parse("off").isOff()).isTrue();
        assertThat(RateLimit.parse("7/s")).isEqualTo(new RateLimit(7, 35));
        assertThat(RateLimit.STRANGERS).isEqualTo(new RateLimit(20, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "0/s", "-1/s", "1/m", "100001/s", "9999999/s", "x/s"})
    void otherRatesAreRefusedWithTheBound(String text) {
        assertThatThrownBy(() -> RateLimit.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1/s…100000/s");
    }

    private Duration take(String client, long nowNanos) {
        return buckets.take(client, RateLimit.STRANGERS, nowNanos);
    }
}
