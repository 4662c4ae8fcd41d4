package dev.forkyard.coordinator.gateway.http;

import dev.forkyard.coordinator.captcha.AltchaChallenges;
import dev.forkyard.coordinator.captcha.Captchas;
import dev.forkyard.coordinator.gateway.captcha.CaptchaRecipes;
import dev.forkyard.jobs.captcha.CaptchaKind;
import dev.forkyard.proto.v1.GenerateAltchaRequest;
import dev.forkyard.proto.v1.VerifyAltchaRequest;
import dev.forkyard.proto.v1.VerifyCaptchaRequest;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Captchas and proofs of work for browsers and their servers. Thread-safe; no handler blocks. */
final class CaptchaRoutes {
    /** The header of the token beside a picture or sound. */
    static final String TOKEN = "Forkyard-Captcha-Token";

    /** The most bytes of a body. */
    static final int BODY_BYTES_MAX = 1 << 20;

    private static final String VALID = "{\"valid\":true}\n";
    private static final String INVALID = "{\"valid\":false}\n";

    private final Captchas captchas;
    private final Executor answers;

    /**
     * @param answers where answers and errors are written that were not ready at once
     */
    CaptchaRoutes(Captchas captchas, Executor answers) {
        this.captchas = captchas;
        this.answers = answers;
    }

    /** {@code GET /captcha}. */
    void captcha(Context call) {
        CaptchaQuery query = CaptchaQuery.of(call);
        call.header("Vary", "Accept, Origin");
        answer(
                call,
                () -> captchas.next(query.recipe()),
                query.asMedia() ? CaptchaRoutes::media : CaptchaRoutes::json);
    }

    /** {@code POST /captcha/verify}. */
    void verify(Context call) {
        withBody(
                call,
                body -> {
                    VerifyCaptchaRequest.Builder request = VerifyCaptchaRequest.newBuilder();
                    HttpJson.parse(body, request);
                    return captchas.tokens().verify(request.getToken(), request.getAnswer());
                });
    }

    /** {@code GET /altcha}. */
    void challenge(Context call) {
        GenerateAltchaRequest.Builder request = GenerateAltchaRequest.newBuilder();
        CaptchaQuery.number(call, "cost", request::setCost);
        answer(
                call,
                () -> captchas.nextChallenge(CaptchaRecipes.work(request.build())),
                CaptchaRoutes::challenge);
    }

    /** {@code POST /altcha/verify}. */
    void verifyChallenge(Context call) {
        withBody(
                call,
                body -> {
                    VerifyAltchaRequest.Builder request = VerifyAltchaRequest.newBuilder();
                    HttpJson.parse(body, request);
                    return captchas.challenges().verify(request.getPayload());
                });
    }

    private interface Verification {
        boolean verify(byte[] body);
    }

    private void withBody(Context call, Verification verification) {
        Duration time = CallTime.of(call);
        call.future(
                () ->
                        Continuation.on(
                                        answers,
                                        BodyReader.read(call.req(), BODY_BYTES_MAX)
                                                .orTimeout(time.toNanos(), TimeUnit.NANOSECONDS))
                                .thenAccept(
                                        body -> {
                                            boolean valid = verification.verify(body);
                                            call.contentType(HttpJson.TYPE);
                                            call.result(valid ? VALID : INVALID);
                                        }));
    }

    /** At once where it can be, as handing over to another thread costs more than the answer. */
    private <T> void answer(
            Context call,
            Supplier<CompletableFuture<T>> maker,
            BiFunction<Context, T, byte[]> form) {
        Duration time = CallTime.of(call); // Before one is taken: it may be refused.
        CompletableFuture<T> made = maker.get();
        if (made.isDone()) {
            BodyWriter.answer(call, form.apply(call, made.join()));
            return;
        }
        call.future(
                () ->
                        Continuation.on(
                                        answers,
                                        made.orTimeout(time.toNanos(), TimeUnit.NANOSECONDS))
                                .thenCompose(one -> BodyWriter.write(call, form.apply(call, one))));
    }

    private static byte[] media(Context call, Captchas.Signed captcha) {
        call.header(TOKEN, captcha.token());
        call.contentType(captcha.mediaType());
        return captcha.media();
    }

    /**
     * By hand: no value has a character that JSON would escape, and thousands a second are made.
     */
    private static byte[] json(Context call, Captchas.Signed captcha) {
        boolean isImage = captcha.mediaType().equals(CaptchaKind.IMAGE.mediaType());
        String media = Base64.getEncoder().encodeToString(captcha.media());
        StringBuilder json = new StringBuilder(media.length() + 300);
        json.append("{\"token\":\"").append(captcha.token());
        json.append(isImage ? "\",\"image\":\"data:" : "\",\"audio\":\"data:");
        json.append(captcha.mediaType()).append(";base64,").append(media);
        json.append("\",\"expires_at\":\"").append(captcha.expireTime()).append("\"}\n");
        call.contentType(HttpJson.TYPE);
        return json.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] challenge(Context call, AltchaChallenges.Issued issued) {
        call.contentType(HttpJson.TYPE);
        return (issued.challenge() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
