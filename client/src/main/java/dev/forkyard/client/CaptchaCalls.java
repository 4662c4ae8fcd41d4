package dev.forkyard.client;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.CaptchaServiceGrpc.CaptchaServiceBlockingStub;
import dev.forkyard.proto.v1.GenerateCaptchaRequest;
import dev.forkyard.proto.v1.GenerateCaptchaResponse;
import dev.forkyard.proto.v1.GenerateCaptchasRequest;
import dev.forkyard.proto.v1.GenerateCaptchasResponse;
import dev.forkyard.proto.v1.VerifyCaptchaRequest;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.StatusRuntimeException;
import java.util.function.Supplier;

/** A coordinator's captchas as blocking methods. Thread-safe. Errors as {@link ForkyardClient}. */
public final class CaptchaCalls {
    private final Supplier<CaptchaServiceBlockingStub> stub;

    CaptchaCalls(Supplier<CaptchaServiceBlockingStub> stub) {
        this.stub = stub;
    }

    /** One captcha. */
    public GenerateCaptchaResponse generate(CaptchaOptions options) {
        var request = GenerateCaptchaRequest.newBuilder().setOptions(options).build();
        return call(() -> stub.get().generateCaptcha(request));
    }

    /**
     * Many captchas in order; closing the stream early ends their making.
     *
     * @param count 1…1,000,000
     * @param withAnswers only with a coordinator that gives answers away
     */
    public CallStream<GenerateCaptchasResponse> generateMany(
            CaptchaOptions options, int count, boolean withAnswers) {
        var request =
                GenerateCaptchasRequest.newBuilder()
                        .setOptions(options)
                        .setCount(count)
                        .setWithAnswers(withAnswers)
                        .build();
        return CallStream.open(() -> stub.get().generateCaptchas(request));
    }

    /** Tries an answer; a token can be tried once. */
    public boolean verify(String token, String answer) {
        var request = VerifyCaptchaRequest.newBuilder().setToken(token).setAnswer(answer).build();
        return call(() -> stub.get().verifyCaptcha(request).getValid());
    }

    private static <T> T call(Supplier<T> rpc) {
        try {
            return rpc.get();
        } catch (StatusRuntimeException e) {
            throw StatusMapping.fromStatus(e)
                    .<RuntimeException>map((ForkyardException ours) -> ours)
                    .orElse(e);
        }
    }
}
