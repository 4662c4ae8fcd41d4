package dev.forkyard.coordinator.gateway.captcha;

import com.google.protobuf.UnsafeByteOperations;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.coordinator.captcha.CaptchaSource;
import dev.forkyard.coordinator.captcha.Captchas;
import dev.forkyard.coordinator.gateway.Replies;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.Recipe;
import dev.forkyard.proto.v1.GenerateCaptchasResponse;
import dev.forkyard.proto.v1.NumberedCaptcha;
import dev.forkyard.proto.wire.WireTimes;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One call's captchas: ordered in portions, signed and sent in their order as fast as the caller
 * reads. Thread-safe: portions arrive on one thread, readiness on netty's.
 *
 * <p>No more are under way or wait to be sent than {@link Portions} says, some 3 MB, however slow
 * the caller is; enough that the workers never wait for a caller who reads.
 */
final class BulkStream {
    private final Captchas captchas;
    private final CaptchaSource source;
    private final Recipe recipe;
    private final int count;
    private final Portions portions;
    private final boolean withAnswers;
    private final ServerCallStreamObserver<GenerateCaptchasResponse> call;

    /** By the number of their first captcha: portions that arrived, orders that may be given up. */
    private final Map<Integer, List<Captcha>> arrived = new HashMap<>();

    private final Map<Integer, Runnable> orders = new HashMap<>();
    private int ordered;
    private int sent;
    private boolean over;

    BulkStream(
            Captchas captchas,
            CaptchaSource source,
            Recipe recipe,
            int count,
            Portions portions,
            boolean withAnswers,
            ServerCallStreamObserver<GenerateCaptchasResponse> call) {
        this.captchas = captchas;
        this.source = source;
        this.recipe = recipe;
        this.count = count;
        this.portions = portions;
        this.withAnswers = withAnswers;
        this.call = call;
    }

    void start() {
        call.setOnReadyHandler(this::advance);
        call.setOnCancelHandler(this::stop);
        advance();
    }

    /** Sends what is next, as long as the caller takes it, and orders what there is room for. */
    private void advance() {
        Replies.guarded(call, this::sendReady);
        for (Arrival next = nextOrder(); next.size > 0; next = nextOrder()) {
            Runnable giveUp = source.order(recipe, next.size, CaptchaSource.Urgency.BULK, next);
            if (!keep(next.from, giveUp)) {
                giveUp.run();
            }
        }
    }

    private synchronized void sendReady() {
        while (!over && sent < count && call.isReady()) {
            List<Captcha> next = arrived.remove(sent);
            if (next == null) {
                return;
            }
            int from = sent;
            sent += next.size();
            try {
                call.onNext(message(from, next));
            } catch (RuntimeException e) {
                over = true;
                throw e;
            }
        }
        if (!over && sent == count) {
            over = true;
            Replies.complete(call);
        }
    }

    /** Of size 0 if nothing is to be ordered now. */
    private synchronized Arrival nextOrder() {
        int size = over ? 0 : portions.next(count - ordered, ordered - sent);
        Arrival next = new Arrival(ordered, size);
        ordered += size;
        return next;
    }

    /** False if nobody wants it any more. */
    private synchronized boolean keep(int from, Runnable giveUp) {
        if (!over && !arrived.containsKey(from) && from >= sent) {
            orders.put(from, giveUp);
        }
        return !over;
    }

    private synchronized void came(int from, List<Captcha> portionMade) {
        orders.remove(from);
        if (!over) {
            arrived.put(from, portionMade);
        }
    }

    private void stop() {
        List<Runnable> open;
        synchronized (this) {
            over = true;
            arrived.clear();
            open = new ArrayList<>(orders.values());
            orders.clear();
        }
        open.forEach(Runnable::run);
    }

    private GenerateCaptchasResponse message(int from, List<Captcha> portionMade) {
        GenerateCaptchasResponse.Builder message = GenerateCaptchasResponse.newBuilder();
        for (Captcha captcha : portionMade) {
            Captchas.Signed signed = captchas.sign(recipe, captcha);
            NumberedCaptcha.Builder one =
                    message.addCaptchasBuilder()
                            .setNumber(from + message.getCaptchasCount() - 1)
                            .setToken(signed.token())
                            .setMedia(UnsafeByteOperations.unsafeWrap(signed.media()))
                            .setMediaType(signed.mediaType())
                            .setExpireTime(WireTimes.toWire(signed.expireTime()));
            if (withAnswers) {
                one.setAnswer(captcha.answer());
            }
        }
        return message.build();
    }

    private final class Arrival implements CaptchaSource.Delivery {
        private final int from;
        private final int size;

        Arrival(int from, int size) {
            this.from = from;
            this.size = size;
        }

        @Override
        public void made(List<Captcha> captchas) {
            came(from, captchas);
            advance();
        }

        @Override
        public void failed(ForkyardException why) {
            boolean first;
            synchronized (BulkStream.this) {
                first = !over;
            }
            stop();
            if (first) {
                Replies.fail(call, why);
            }
        }
    }
}
