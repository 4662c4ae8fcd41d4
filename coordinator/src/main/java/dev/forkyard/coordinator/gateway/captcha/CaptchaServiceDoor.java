package dev.forkyard.coordinator.gateway.captcha;

import com.google.protobuf.UnsafeByteOperations;
import dev.forkyard.coordinator.captcha.AltchaChallenges;
import dev.forkyard.coordinator.captcha.CaptchaSource;
import dev.forkyard.coordinator.captcha.Captchas;
import dev.forkyard.coordinator.gateway.Replies;
import dev.forkyard.jobs.captcha.CaptchaInput;
import dev.forkyard.jobs.captcha.Recipe;
import dev.forkyard.proto.v1.CaptchaServiceGrpc;
import dev.forkyard.proto.v1.GenerateAltchaRequest;
import dev.forkyard.proto.v1.GenerateAltchaResponse;
import dev.forkyard.proto.v1.GenerateCaptchaRequest;
import dev.forkyard.proto.v1.GenerateCaptchaResponse;
import dev.forkyard.proto.v1.GenerateCaptchasRequest;
import dev.forkyard.proto.v1.GenerateCaptchasResponse;
import dev.forkyard.proto.v1.VerifyAltchaRequest;
import dev.forkyard.proto.v1.VerifyAltchaResponse;
import dev.forkyard.proto.v1.VerifyCaptchaRequest;
import dev.forkyard.proto.v1.VerifyCaptchaResponse;
import dev.forkyard.proto.wire.WireTimes;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The calls about captchas. Thread-safe; no call blocks. */
final class CaptchaServiceDoor extends CaptchaServiceGrpc.CaptchaServiceImplBase {
    private final Supplier<Captchas> captchas;
    private final CaptchaSource source;
    private final IntSupplier workers;
    private final boolean answersAllowed;

    /**
     * @param source of captchas in bulk
     * @param workers how many workers there should be
     * @param answersAllowed whether callers may have the answers of captchas in bulk
     */
    CaptchaServiceDoor(
            Supplier<Captchas> captchas,
            CaptchaSource source,
            IntSupplier workers,
            boolean answersAllowed) {
        this.captchas = captchas;
        this.source = source;
        this.workers = workers;
        this.answersAllowed = answersAllowed;
    }

    @Override
    public void generateCaptcha(
            GenerateCaptchaRequest request, StreamObserver<GenerateCaptchaResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    Recipe recipe = CaptchaRecipes.recipe(request.getOptions(), "options.");
                    answer(observer, captchas.get().next(recipe), CaptchaServiceDoor::response);
                });
    }

    @Override
    public void generateCaptchas(
            GenerateCaptchasRequest request, StreamObserver<GenerateCaptchasResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    Recipe recipe = CaptchaRecipes.recipe(request.getOptions(), "options.");
                    int count =
                            CaptchaRecipes.checked(
                                    "", () -> new CaptchaInput(recipe, request.getCount()).count());
                    if (request.getWithAnswers() && !answersAllowed) {
                        throw CaptchaRecipes.invalid(
                                "with_answers",
                                "this coordinator gives no answers away; start it with"
                                        + " --captcha-answers on a loopback address");
                    }
                    new BulkStream(
                                    captchas.get(),
                                    source,
                                    recipe,
                                    count,
                                    Portions.of(recipe, workers.getAsInt()),
                                    request.getWithAnswers(),
                                    (ServerCallStreamObserver<GenerateCaptchasResponse>) observer)
                            .start();
                });
    }

    @Override
    public void verifyCaptcha(
            VerifyCaptchaRequest request, StreamObserver<VerifyCaptchaResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    boolean valid =
                            captchas.get().tokens().verify(request.getToken(), request.getAnswer());
                    Replies.answer(
                            observer, VerifyCaptchaResponse.newBuilder().setValid(valid).build());
                });
    }

    @Override
    public void generateAltcha(
            GenerateAltchaRequest request, StreamObserver<GenerateAltchaResponse> observer) {
        Replies.guarded(
                observer,
                () ->
                        answer(
                                observer,
                                captchas.get().nextChallenge(CaptchaRecipes.work(request)),
                                CaptchaServiceDoor::response));
    }

    @Override
    public void verifyAltcha(
            VerifyAltchaRequest request, StreamObserver<VerifyAltchaResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    boolean valid = captchas.get().challenges().verify(request.getPayload());
                    Replies.answer(
                            observer, VerifyAltchaResponse.newBuilder().setValid(valid).build());
                });
    }

    private static <T, R> void answer(
            StreamObserver<R> observer, CompletableFuture<T> made, Function<T, R> response) {
        if (observer instanceof ServerCallStreamObserver<?> call) {
            call.setOnCancelHandler(() -> made.cancel(false));
        }
        made.whenComplete(
                (one, refused) -> {
                    if (made.isCancelled()) {
                        return;
                    }
                    if (refused != null) {
                        Replies.fail(observer, refused);
                    } else {
                        Replies.answer(observer, response.apply(one));
                    }
                });
    }

    private static GenerateCaptchaResponse response(Captchas.Signed captcha) {
        return GenerateCaptchaResponse.newBuilder()
                .setToken(captcha.token())
                .setMedia(UnsafeByteOperations.unsafeWrap(captcha.media()))
                .setMediaType(captcha.mediaType())
                .setExpireTime(WireTimes.toWire(captcha.expireTime()))
                .build();
    }

    private static GenerateAltchaResponse response(AltchaChallenges.Issued issued) {
        return GenerateAltchaResponse.newBuilder()
                .setChallenge(issued.challenge())
                .setExpireTime(WireTimes.toWire(issued.expireTime()))
                .build();
    }
}
