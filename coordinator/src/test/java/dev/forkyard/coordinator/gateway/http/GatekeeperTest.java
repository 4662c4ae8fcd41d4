package dev.forkyard.coordinator.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatekeeperTest {
    private static final HttpConfig LISTED =
            new HttpConfig(
                    Optional.empty(),
                    Set.of(),
                    Set.of("captcha.example.org"),
                    Set.of("https://shop.example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:80",
                "127.0.0.1",
                "[::1]:8080",
                "192.0.2.1",
                "[::1]"
            })
    void ownNamesAndAddressesPass(String host) throws IOException {
        try (RunningHttp http = new RunningHttp(HttpConfig.DEFAULT)) {
            assertThat(RawHttp.get(http.port(), "/captcha", "Host: " + host).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void strangeNameIsRefusedUnlessListed() throws IOException {
        try (RunningHttp http = new RunningHttp(HttpConfig.DEFAULT)) {
            RawHttp.Answer answer =
                    RawHttp.get(http.port(), "/captcha", "Host: captcha.example.org");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("HOST_NOT_ALLOWED", "--allow-host");
        }
        try (RunningHttp http = new RunningHttp(LISTED)) {
            assertThat(
                            RawHttp.get(http.port(), "/captcha", "Host: captcha.example.org:81")
                                    .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void strangePageIsRefusedUnlessListed() throws IOException {
        try (RunningHttp http = new RunningHttp(LISTED)) {
            String own = "Origin: http://127.0.0.1:" + http.port();
            assertThat(RawHttp.get(http.port(), "/captcha", own).status()).isEqualTo(200);
            for (String origin : new String[] {"https://evil.example", "null"}) {
                RawHttp.Answer refused =
                        RawHttp.post(http.port(), "/captcha/verify", "{}", "Origin: " + origin);
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
            }
            RawHttp.Answer allowed =
                    RawHttp.get(http.port(), "/captcha", "Origin: https://shop.example.org");
            assertThat(allowed.header("Access-Control-Allow-Origin"))
                    .hasValue("https://shop.example.org");
        }
    }

    @Test
    void preflightOfAListedPageIsAnswered() throws IOException {
        try (RunningHttp http = new RunningHttp(LISTED)) {
            RawHttp.Answer answer =
                    RawHttp.send(
                            http.port(),
                            "OPTIONS",
                            "/captcha/verify",
                            "",
                            "Origin: https://shop.example.org",
                            "Access-Control-Request-Method: POST");
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Access-Control-Allow-Methods")).hasValue("GET, POST");
        }
    }

    @Test
    void loopbackIsNotLimitedUnlessAskedFor() throws IOException {
        try (RunningHttp http = new RunningHttp(HttpConfig.DEFAULT)) {
            for (int i = 0; i < 150; i++) {
                assertThat(RawHttp.get(http.port(), "/captcha").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void clientOverItsRateIsToldWhenToComeBack() throws IOException {
        HttpConfig config =
                new HttpConfig(
                        Optional.of(RateLimit.parse("1/s")),
                        Set.of("127.0.0.1"),
                        Set.of(),
                        Set.of());
        try (RunningHttp http = new RunningHttp(config)) {
            RawHttp.Answer answer = RawHttp.get(http.port(), "/captcha");
            for (int i = 0; i < 100 && answer.status() == 200; i++) {
                answer = RawHttp.get(http.port(), "/captcha");
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).hasValue("1");
            assertThat(answer.body()).contains("RATE_LIMITED", "RetryInfo");
            // Others, and health, are not this client.
            assertThat(RawHttp.get(http.port(), "/captcha", "X-Forwarded-For: 192.0.2.7").status())
                    .isEqualTo(200);
            assertThat(RawHttp.get(http.port(), "/healthz").status()).isEqualTo(200);
        }
    }
}
