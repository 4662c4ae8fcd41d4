package dev.forkyard.coordinator.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that takes too long, and readers who stop. */
@SuppressWarnings("NullAway.Init") // Set before each test.
@Timeout(120)
class SlowHttpTest {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int LONG_BYTES = 16 << 20;
    private static final String NEVER_COUNTED =
            "{\"ranges\":[{\"start\":\"" + RunningHttp.NEVER + "\",\"end\":\"9\"}]}";

    private RunningHttp http;

    @BeforeEach
    void start() throws IOException {
        http = new RunningHttp(HttpConfig.DEFAULT);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void captchaThatDoesNotComeInTimeIs504() throws IOException {
        http.source.stall();

        RawHttp.Answer answer = RawHttp.get(http.port(), "/captcha", "Grpc-Timeout: 50m");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).contains("\"code\":4");
    }

    @Test
    void callThatDoesNotEndInTimeIs504() throws IOException {
        RawHttp.Answer answer =
                RawHttp.post(
                        http.port(),
                        "/v1/PrimeService/CountPrimes",
                        NEVER_COUNTED,
                        "Grpc-Timeout: 50m");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body())
                .contains("\"code\":4")
                .contains("no answer within the time of a request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31S", "1M", "1H", "0m", "-1S", "5", "S", "999999999n", "soon"})
    void badTimeoutIsRefusedWithTheBound(String timeout) throws IOException {
        for (String path : List.of("/captcha", "/altcha", "/v1/JobService/GetJob")) {
            RawHttp.Answer answer = RawHttp.get(http.port(), path, "Grpc-Timeout: " + timeout);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("30S");
        }
    }

    @Test
    void goodTimeoutIsTaken() throws IOException {
        for (String timeout : List.of("30S", "29999m", "9999999u", "99999999n")) {
            assertThat(RawHttp.get(http.port(), "/captcha", "Grpc-Timeout: " + timeout).status())
                    .isEqualTo(200);
        }
    }

    /**
     * Each of them is in the middle of its answer at the same time: more than there are threads.
     */
    @Test
    void readersWhoStopHoldNoThread() throws IOException {
        http.source.lengthen(LONG_BYTES);
        List<Socket> stopped = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * RunningHttp.THREADS; i++) {
                Socket reader = ask("/captcha?format=wav");
                stopped.add(reader);
                assertThat(reader.getInputStream().read()).isEqualTo('H');
            }

            assertThat(RawHttp.get(http.port(), "/healthz").status()).isEqualTo(200);
            assertThat(RawHttp.get(http.port(), "/captcha").status()).isEqualTo(200);
            InputStream late = stopped.get(0).getInputStream();
            assertThat(late.readAllBytes()).hasSizeGreaterThan(LONG_BYTES);
        } finally {
            for (Socket reader : stopped) {
                reader.close();
            }
        }
    }

    private Socket ask(String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
