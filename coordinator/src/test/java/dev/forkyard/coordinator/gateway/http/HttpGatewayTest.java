package dev.forkyard.coordinator.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class HttpGatewayTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([A-Za-z0-9_-]{136})\"");
    private static final String NAVIGATION =
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
                    + "*/*;q=0.8";

    private RunningHttp http;

    @BeforeEach
    void start() throws IOException {
        http = new RunningHttp(HttpConfig.DEFAULT);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "Accept: application/json", "X: y"})
    void captchaIsJsonUnlessAPictureIsAskedFor(String header) throws IOException {
        RawHttp.Answer answer = get("/captcha?length=8", header);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.body())
                .matches(
                        "\\{\"token\":\"[A-Za-z0-9_-]{136}\",\"image\":\"data:image/png;base64,"
                                + "[A-Za-z0-9+/]+=*\",\"expires_at\":\"20[0-9T:.-]+Z\"}\n");
    }

    @Test
    void firstRequestsAreAnswered() throws IOException {
        assertThat(FirstRequests.send(new InetSocketAddress("127.0.0.1", http.port())))
                .isEqualTo(2);
    }

    @Test
    void firstRequestsToNobodyDoNoHarm() {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", http.port());
        http.close();

        assertThat(FirstRequests.send(address)).isZero();
    }

    @Test
    void browserSeesThePictureItself() throws IOException {
        for (String header : new String[] {NAVIGATION, "Accept: image/*"}) {
            RawHttp.Answer answer = get("/captcha", header);

            assertThat(answer.header("Content-Type")).hasValue("image/png");
            assertThat(answer.body()).isEqualTo("a picture");
            assertThat(answer.header("Forkyard-Captcha-Token").orElse("")).hasSize(136);
        }
    }

    @Test
    void formatSaysMoreThanAccept() throws IOException {
        assertThat(get("/captcha?format=json", NAVIGATION).header("Content-Type"))
                .hasValue("application/json");
        assertThat(get("/captcha?format=png").header("Content-Type")).hasValue("image/png");
        assertThat(get("/captcha?format=wav").body()).isEqualTo("a sound");
        assertThat(get("/captcha?kind=audio").body())
                .contains("\"audio\":\"data:audio/wav;base64,");
    }

    @ParameterizedTest
    @CsvSource({
        "length=0, 4…10",
        "length=3, 4…10",
        "length=11, 4…10",
        "length=-1, 4…10",
        "length=abc, 4…10",
        "length=10%5E9, 4…10",
        "length=1000000000, 4…10",
        "length=, 4…10",
        "length=6.0, 4…10",
        "width=1000000, …400",
        "height=39, 40…160",
        "style=loud, 'band, strike or plain'",
        "format=svg, 'json, png or wav'",
        "kind=smell, image or audio",
        "kind=audio&width=200, images only",
        "kind=audio&format=png, not one of",
        "length=4&length=5, once",
    })
    void badInputIsRefusedWithTheBound(String query, String bound) throws IOException {
        RawHttp.Answer answer = get("/captcha?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(utf8(answer.body()))
                .contains(bound)
                .contains("\"code\":3")
                .contains("google.rpc.ErrorInfo");
    }

    @Test
    void answerIsRightOnce() throws IOException {
        String token = token();

        assertThat(verify(token, PromptSource.LETTERS)).isEqualTo("{\"valid\":true}\n");
        assertThat(verify(token, PromptSource.LETTERS)).isEqualTo("{\"valid\":false}\n");
        assertThat(verify("x", "y")).isEqualTo("{\"valid\":false}\n");
    }

    @Test
    void hugeAnswerIsWrongAndAHugerBodyIsRefused() throws IOException {
        assertThat(verify(token(), "A".repeat(900_000))).isEqualTo("{\"valid\":false}\n");

        RawHttp.Answer answer =
                RawHttp.post(http.port(), "/captcha/verify", "x".repeat((1 << 20) + 1));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void brokenBodyIsRefused() throws IOException {
        for (String body : new String[] {"{", "[]", "{\"token\":{}}", "{\"tokens\":\"x\"}"}) {
            RawHttp.Answer answer = RawHttp.post(http.port(), "/captcha/verify", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body()).contains("INVALID_OPTION");
        }
        RawHttp.Answer answer = RawHttp.post(http.port(), "/captcha/verify", "x".repeat(100_000));
        assertThat(answer.body()).contains("INVALID_OPTION").hasSizeLessThan(1000);
    }

    @Test
    void challengeIsInAltchasForm() throws IOException {
        RawHttp.Answer answer = get("/altcha");

        assertThat(answer.body())
                .contains("\"parameters\":{\"algorithm\":\"PBKDF2/SHA-256\"")
                .contains("\"signature\":\"");
        assertThat(get("/altcha?cost=0").status()).isEqualTo(400);
        assertThat(RawHttp.post(http.port(), "/altcha/verify", "{\"payload\":\"e30=\"}").body())
                .isEqualTo("{\"valid\":false}\n");
    }

    @Test
    void tokenOfAnotherTypeIsWorthlessAndNotTouched() throws IOException {
        String token = token();
        String challenge = get("/altcha").body().strip();
        String spoken = get("/captcha?kind=audio").body().replaceAll(".*token\":\"|\".*\\n", "");

        assertThat(
                        RawHttp.post(
                                        http.port(),
                                        "/altcha/verify",
                                        "{\"payload\":\"" + token + "\"}")
                                .body())
                .isEqualTo("{\"valid\":false}\n");
        assertThat(verify(challenge.replace("\"", "\\\""), PromptSource.LETTERS))
                .isEqualTo("{\"valid\":false}\n");
        assertThat(verify(token, PromptSource.LETTERS)).isEqualTo("{\"valid\":true}\n");
        assertThat(verify(spoken, PromptSource.LETTERS)).isEqualTo("{\"valid\":false}\n");
        assertThat(verify(spoken, PromptSource.DIGITS)).isEqualTo("{\"valid\":false}\n");
    }

    @Test
    void drainingIsToldWith503() throws IOException {
        String token = token();
        http.captchas.supply().drain();
        http.ready.set(false);

        RawHttp.Answer answer = get("/captcha");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).hasValue("1");
        assertThat(get("/readyz").status()).isEqualTo(503);
        assertThat(get("/healthz").status()).isEqualTo(200);
        assertThat(verify(token, PromptSource.LETTERS)).isEqualTo("{\"valid\":true}\n");
    }

    @Test
    void unknownPathAndMethodAreJsonToo() throws IOException {
        assertThat(get("/nothing").status()).isEqualTo(404);
        assertThat(get("/nothing").body()).contains("NO_SUCH_PATH");
        assertThat(get("/captcha/verify").status()).isEqualTo(405);
        assertThat(get("/demo/../secret").status()).isEqualTo(404);
    }

    @Test
    void callIsTranscoded() throws IOException {
        RawHttp.Answer answer =
                RawHttp.post(
                        http.port(),
                        "/v1/PrimeService/CountPrimes",
                        "{\"ranges\":[{\"start\":\"1\",\"end\":10}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"results\":[],\"total\":\"18446744073709551615\"}\n");
    }

    @Test
    void callThatCannotBeTranscodedSaysWhy() throws IOException {
        assertThat(post("/v1/PrimeService/CountPrimes", "{\"ranges\":7}").status()).isEqualTo(400);
        assertThat(post("/v1/PrimeService/Nothing", "{}").status()).isEqualTo(404);
        assertThat(post("/v1/JobService/WatchJob", "{}").status()).isEqualTo(501);
        // Nobody serves it here: gRPC's own word becomes HTTP's.
        assertThat(post("/v1/JobService/GetJob", "{}").status()).isEqualTo(501);
        assertThat(get("/v1/PrimeService/CountPrimes").status()).isEqualTo(405);
    }

    @Test
    void demoNeedsNothingFromElsewhere() throws IOException {
        RawHttp.Answer page = get("/demo");
        String policy = page.header("Content-Security-Policy").orElse("");

        assertThat(page.status()).isEqualTo(200);
        assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe", "http", "*");
        assertThat(page.body()).doesNotContain("http:", "https:", "//", "style=", "onclick");
        Matcher files = Pattern.compile("(?:src|href)=\"(/demo/[^\"]+)\"").matcher(page.body());
        while (files.find()) {
            assertThat(get(files.group(1)).status()).as(files.group(1)).isEqualTo(200);
        }
    }

    /** The body is read as ISO 8859-1, which keeps every byte. */
    private static String utf8(String body) {
        return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private String token() throws IOException {
        Matcher found = TOKEN.matcher(get("/captcha").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String verify(String token, String answer) throws IOException {
        return post(
                        "/captcha/verify",
                        "{\"token\":\"%s\",\"answer\":\"%s\"}".formatted(token, answer))
                .body();
    }

    private RawHttp.Answer get(String path, String... headers) throws IOException {
        return RawHttp.get(http.port(), path, headers);
    }

    private RawHttp.Answer post(String path, String body) throws IOException {
        return RawHttp.post(http.port(), path, body);
    }
}
