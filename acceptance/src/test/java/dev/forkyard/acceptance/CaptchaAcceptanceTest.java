package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.forkyard.proto.v1.CaptchaKind;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.CaptchaServiceGrpc;
import dev.forkyard.proto.v1.GenerateCaptchaRequest;
import dev.forkyard.proto.v1.GenerateCaptchaResponse;
import dev.forkyard.proto.v1.GenerateCaptchasRequest;
import dev.forkyard.proto.v1.GenerateCaptchasResponse;
import dev.forkyard.proto.v1.ListJobsRequest;
import dev.forkyard.proto.v1.NumberedCaptcha;
import dev.forkyard.proto.v1.VerifyCaptchaRequest;
import dev.forkyard.proto.v1.WorkerState;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaptchaAcceptanceTest {
    private static final CaptchaOptions LONG = CaptchaOptions.newBuilder().setLength(10).build();

    private static RunningCluster cluster;
    private static int httpPort;

    @BeforeAll
    static void start() throws IOException {
        httpPort = RunningCluster.freePort();
        cluster =
                RunningCluster.start(
                        2, "--http-listen", "127.0.0.1:" + httpPort, "--captcha-answers");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void pictureIsAPngAndWrongAnswersAreWrong() {
        GenerateCaptchaResponse captcha =
                captchas().generateCaptcha(GenerateCaptchaRequest.getDefaultInstance());

        assertThat(captcha.getMediaType()).isEqualTo("image/png");
        assertThat(captcha.getMedia().substring(1, 4)).isEqualTo(ByteString.copyFromUtf8("PNG"));
        assertThat(verify(captcha.getToken(), "WRONG")).isFalse();
    }

    @Test
    void manyComeInOrderAndEachIsRightOnce() {
        List<NumberedCaptcha> all = generate(CaptchaOptions.getDefaultInstance(), 300);

        assertThat(all).hasSize(300);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).getNumber()).isEqualTo(i);
        }
        assertThat(all.stream().map(NumberedCaptcha::getToken).distinct()).hasSize(300);
        for (NumberedCaptcha captcha : all) {
            String typed = captcha.getAnswer().toLowerCase(Locale.ROOT);
            assertThat(verify(captcha.getToken(), typed)).isTrue();
            assertThat(verify(captcha.getToken(), typed)).isFalse();
        }
    }

    @Test
    void spokenDigitsAreVerifiedToo() {
        NumberedCaptcha spoken =
                generate(
                                CaptchaOptions.newBuilder()
                                        .setKind(CaptchaKind.CAPTCHA_KIND_AUDIO)
                                        .build(),
                                5)
                        .get(4);

        assertThat(spoken.getMediaType()).isEqualTo("audio/wav");
        assertThat(verify(spoken.getToken(), spoken.getAnswer())).isTrue();
    }

    @Test
    void httpAndGrpcKnowTheSameTokens() throws Exception {
        NumberedCaptcha captcha = generate(CaptchaOptions.getDefaultInstance(), 1).get(0);
        HttpResponse<String> answer =
                http(
                        "POST",
                        "/captcha/verify",
                        "{\"token\":\"%s\",\"answer\":\"%s\"}"
                                .formatted(captcha.getToken(), captcha.getAnswer()));

        assertThat(answer.body()).isEqualTo("{\"valid\":true}\n");
        assertThat(verify(captcha.getToken(), captcha.getAnswer())).isFalse();
        assertThat(http("GET", "/captcha?length=8", "").body()).contains("data:image/png");
        assertThat(http("GET", "/v1/ClusterService/GetCluster", "").body()).contains("\"workers\"");
    }

    @Test
    void readerWhoLeavesEndsTheDrawing() {
        Context.CancellableContext call = Context.current().withCancellation();
        call.run(
                () -> {
                    Iterator<GenerateCaptchasResponse> stream = stream(LONG, 1_000_000);
                    assertThat(stream.next().getCaptchasCount()).isPositive();
                });
        call.cancel(null);

        Await.until(
                "no worker draws for a reader who left",
                Duration.ofSeconds(60),
                () ->
                        cluster.workers().stream()
                                .noneMatch(w -> w.getState() == WorkerState.WORKER_STATE_BUSY));
    }

    @Test
    void badRequestsAreRefusedAtOnce() {
        for (CaptchaOptions bad :
                List.of(
                        CaptchaOptions.newBuilder().setLength(0).build(),
                        CaptchaOptions.newBuilder().setLength(3).build(),
                        CaptchaOptions.newBuilder().setLength(11).build(),
                        CaptchaOptions.newBuilder().setLength(-1).build(),
                        CaptchaOptions.newBuilder().setLength(1_000_000_000).build(),
                        CaptchaOptions.newBuilder().setWidth(1_000_000).build())) {
            StatusRuntimeException refusal =
                    catchThrowableOfType(
                            StatusRuntimeException.class,
                            () ->
                                    captchas()
                                            .generateCaptcha(
                                                    GenerateCaptchaRequest.newBuilder()
                                                            .setOptions(bad)
                                                            .build()));
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(refusal.getStatus().getDescription()).contains("…");
        }
        assertThat(
                        catchThrowableOfType(
                                StatusRuntimeException.class, () -> stream(LONG, 0).hasNext()))
                .isNotNull();
    }

    @Test
    void answersAppearNowhere() throws Exception {
        List<NumberedCaptcha> all = generate(LONG, 200);
        for (NumberedCaptcha captcha : all) {
            verify(captcha.getToken(), captcha.getAnswer());
        }
        List<byte[]> seen = new ArrayList<>();
        all.forEach(captcha -> seen.add(captcha.getMedia().toByteArray()));
        all.forEach(captcha -> seen.add(captcha.getToken().getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> one = http("GET", "/captcha?format=png&length=10", "");
        seen.add(one.headers().map().toString().getBytes(StandardCharsets.UTF_8));
        // What counts things and what says what went wrong.
        for (String path :
                List.of(
                        "/v1/ClusterService/GetCluster",
                        "/v1/ClusterService/ListWorkers",
                        "/v1/JobService/ListJobs",
                        "/captcha?length=11",
                        "/readyz")) {
            seen.add(http("GET", path, "").body().getBytes(StandardCharsets.ISO_8859_1));
        }
        seen.add(
                http("POST", "/captcha/verify", "{\"token\":\"" + all.get(0).getToken() + "\"")
                        .body()
                        .getBytes(StandardCharsets.ISO_8859_1));
        try (Stream<Path> files = Files.walk(cluster.data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                seen.add(Files.readAllBytes(file));
            }
        }

        for (byte[] bytes : seen) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            for (NumberedCaptcha captcha : all) {
                assertThat(text.contains(captcha.getAnswer())).isFalse();
            }
        }
        assertThat(cluster.jobs().listJobs(ListJobsRequest.getDefaultInstance()).getJobsList())
                .isEmpty();
    }

    /** A trillion numbers near 10^18 are minutes of work, far more than it gets. */
    @Test
    void callBeyondItsDeadlineIs504AndItsWorkEnds() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/v1/PrimeService/CountPrimes"
                                                .formatted(httpPort)))
                        .header("Grpc-Timeout", "300m")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"ranges\":[{\"start\":\"1000000000000000000\",\"end\":"
                                                + "\"1000001000000000000\"}],"
                                                + "\"method\":\"METHOD_SIEVE\"}"))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":4");
        Await.until(
                "no worker counts for a caller who is gone",
                Duration.ofSeconds(60),
                () ->
                        cluster.workers().stream()
                                .noneMatch(w -> w.getState() == WorkerState.WORKER_STATE_BUSY));
    }

    private static List<NumberedCaptcha> generate(CaptchaOptions options, int count) {
        List<NumberedCaptcha> all = new ArrayList<>();
        stream(options, count).forEachRemaining(some -> all.addAll(some.getCaptchasList()));
        return all;
    }

    private static Iterator<GenerateCaptchasResponse> stream(CaptchaOptions options, int count) {
        return captchas()
                .generateCaptchas(
                        GenerateCaptchasRequest.newBuilder()
                                .setOptions(options)
                                .setCount(count)
                                .setWithAnswers(true)
                                .build());
    }

    private static boolean verify(String token, String answer) {
        return captchas()
                .verifyCaptcha(
                        VerifyCaptchaRequest.newBuilder().setToken(token).setAnswer(answer).build())
                .getValid();
    }

    private static CaptchaServiceGrpc.CaptchaServiceBlockingStub captchas() {
        return CaptchaServiceGrpc.newBlockingStub(cluster.channel)
                .withDeadlineAfter(120, TimeUnit.SECONDS);
    }

    private static HttpResponse<String> http(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                        .timeout(Duration.ofSeconds(60))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }
}
