package dev.forkyard.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.proto.v1.CaptchaServiceGrpc.CaptchaServiceImplBase;
import dev.forkyard.proto.v1.GenerateCaptchaRequest;
import dev.forkyard.proto.v1.GenerateCaptchaResponse;
import dev.forkyard.proto.v1.GenerateCaptchasRequest;
import dev.forkyard.proto.v1.GenerateCaptchasResponse;
import dev.forkyard.proto.v1.NumberedCaptcha;
import dev.forkyard.proto.v1.VerifyCaptchaRequest;
import dev.forkyard.proto.v1.VerifyCaptchaResponse;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/** Captchas that are texts; the right answer is always "right". Thread-safe. */
final class FakeCaptchas extends CaptchaServiceImplBase {
    private static final Timestamp EXPIRY = Timestamp.newBuilder().setSeconds(1_000_300).build();

    private final Consumer<Message> admit;

    /**
     * @param admit records a request, or throws its refusal
     */
    FakeCaptchas(Consumer<Message> admit) {
        this.admit = admit;
    }

    @Override
    public void generateCaptcha(
            GenerateCaptchaRequest request, StreamObserver<GenerateCaptchaResponse> call) {
        answer(
                request,
                call,
                () ->
                        call.onNext(
                                GenerateCaptchaResponse.newBuilder()
                                        .setToken("token")
                                        .setMedia(ByteString.copyFromUtf8("a picture"))
                                        .setMediaType("image/png")
                                        .setExpireTime(EXPIRY)
                                        .build()));
    }

    /** Two in a message. */
    @Override
    public void generateCaptchas(
            GenerateCaptchasRequest request, StreamObserver<GenerateCaptchasResponse> call) {
        answer(
                request,
                call,
                () -> {
                    for (int i = 0; i < request.getCount(); i += 2) {
                        var message = GenerateCaptchasResponse.newBuilder();
                        for (int j = i; j < Math.min(i + 2, request.getCount()); j++) {
                            message.addCaptchas(one(j, request.getWithAnswers()));
                        }
                        call.onNext(message.build());
                    }
                });
    }

    @Override
    public void verifyCaptcha(
            VerifyCaptchaRequest request, StreamObserver<VerifyCaptchaResponse> call) {
        answer(
                request,
                call,
                () ->
                        call.onNext(
                                VerifyCaptchaResponse.newBuilder()
                                        .setValid(request.getAnswer().equals("right"))
                                        .build()));
    }

    private static NumberedCaptcha one(int number, boolean withAnswer) {
        var captcha =
                NumberedCaptcha.newBuilder()
                        .setNumber(number)
                        .setToken("token" + number)
                        .setMedia(ByteString.copyFromUtf8("picture " + number))
                        .setExpireTime(EXPIRY);
        return withAnswer ? captcha.setAnswer("right").build() : captcha.build();
    }

    private void answer(Message request, StreamObserver<?> call, Runnable send) {
        try {
            admit.accept(request);
            send.run();
            call.onCompleted();
        } catch (ForkyardException e) {
            call.onError(StatusMapping.toStatus(e));
        }
    }
}
