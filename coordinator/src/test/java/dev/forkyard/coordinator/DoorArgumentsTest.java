package dev.forkyard.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forkyard.coordinator.gateway.captcha.CaptchaConfig;
import dev.forkyard.coordinator.gateway.http.HttpConfig;
import dev.forkyard.coordinator.gateway.http.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorArgumentsTest {
    @Test
    void defaultsOfThePorts() {
        DoorConfig doors = CoordinatorArguments.parse(List.of()).config().doors();

        assertThat(doors).isEqualTo(DoorConfig.DEFAULT);
        assertThat(doors.captcha().answers()).isFalse();
        assertThat(doors.captcha().lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(doors.captcha().outMax()).isEqualTo(4_194_304);
        assertThat(doors.captcha().ready()).isEqualTo(512);
        assertThat(doors.http().rateLimit()).isEmpty();
    }

    @Test
    void everyOptionOfThePortsIsRead() {
        List<String> words =
                List.of(
                        "--captcha-answers",
                        "--captcha-lifetime",
                        "10m",
                        "--captcha-ready",
                        "7",
                        "--rate-limit",
                        "3/s",
                        "--trusted-proxy",
                        "10.0.0.1",
                        "--trusted-proxy",
                        "::1",
                        "--allow-host",
                        "Captcha.Example.org",
                        "--allow-origin",
                        "https://example.org:8443");

        assertThat(CoordinatorArguments.parse(words).config().doors())
                .isEqualTo(
                        new DoorConfig(
                                new CaptchaConfig(true, Duration.ofMinutes(10), 1 << 22, 7),
                                new HttpConfig(
                                        Optional.of(RateLimit.parse("3/s")),
                                        Set.of("10.0.0.1", "::1"),
                                        Set.of("captcha.example.org"),
                                        Set.of("https://example.org:8443"))));
    }

    @ParameterizedTest
    @CsvSource({
        "--captcha-lifetime, 9s, 10s…24h",
        "--captcha-lifetime, 25h, 10s…24h",
        "--captcha-lifetime, long, such as 30s",
        "--captcha-ready, 0, 1…10000",
        "--captcha-ready, 10001, 1…10000",
        "--rate-limit, 20, 1/s…100000/s",
        "--trusted-proxy, proxy.example, IP address",
        "--allow-host, http://x, a name",
        "--allow-origin, example.org, an origin",
        "--allow-origin, https://example.org/, an origin",
    })
    void otherValuesAreRefusedWithTheBound(String option, String value, String bound) {
        assertThatThrownBy(() -> CoordinatorArguments.parse(List.of(option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option)
                .hasMessageContaining(value)
                .hasMessageContaining(bound);
    }

    @Test
    void answersDoNotLeaveThisHost() {
        for (List<String> open :
                List.of(
                        List.of("--captcha-answers", "--listen", "0.0.0.0:50051"),
                        List.of("--captcha-answers", "--http-listen", "0.0.0.0:8080"))) {
            assertThatThrownBy(() -> CoordinatorArguments.parse(open))
                    .hasMessageContaining("loopback")
                    .hasMessageContaining("0.0.0.0");
        }
    }
}
