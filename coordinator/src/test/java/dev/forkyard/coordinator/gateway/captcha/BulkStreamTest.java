package dev.forkyard.coordinator.gateway.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.coordinator.captcha.AltchaChallenges;
import dev.forkyard.coordinator.captcha.CaptchaKeys;
import dev.forkyard.coordinator.captcha.CaptchaSource;
import dev.forkyard.coordinator.captcha.CaptchaSupply;
import dev.forkyard.coordinator.captcha.CaptchaTokens;
import dev.forkyard.coordinator.captcha.Captchas;
import dev.forkyard.coordinator.captcha.MemoryOneTimeStore;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.ImageRecipe;
import dev.forkyard.jobs.captcha.Recipe;
import dev.forkyard.proto.v1.GenerateCaptchasResponse;
import dev.forkyard.proto.v1.NumberedCaptcha;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkStreamTest {
    private static final int COUNT = 10_000;
    private static final int WORKERS = 2;

    private final HeldSource source = new HeldSource();
    private final Caller caller = new Caller();

    @Test
    void readerWhoStopsReadingHoldsABoundedNumber() {
        start(COUNT, false);
        int most = CaptchaSupply.bulkMax(ImageRecipe.DEFAULT) * 6;
        source.deliverAll();

        assertThat(source.orderedEver).isEqualTo(most);
        assertThat(caller.received).isEmpty();

        caller.readAll();
        assertThat(source.orderedEver).isEqualTo(2 * most);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void allComeOnceAndInOrderInWhateverOrderTheyAreMade(long seed) {
        Random random = new Random(seed);
        start(COUNT, true);
        while (!caller.completed) {
            if (!source.held.isEmpty() && random.nextInt(3) > 0) {
                source.deliver(random.nextInt(source.held.size()));
            } else {
                caller.read(random.nextInt(3));
            }
        }

        assertThat(caller.received).as("seed %d", seed).hasSize(COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(caller.received.get(i).getNumber()).isEqualTo(i);
            assertThat(caller.received.get(i).hasAnswer()).isTrue();
        }
        assertThat(source.held).isEmpty();
    }

    @Test
    void answersStayHereUnlessAskedFor() {
        start(3, false);
        source.deliverAll();
        caller.readAll();

        assertThat(caller.received).hasSize(3).noneMatch(NumberedCaptcha::hasAnswer);
    }

    @Test
    void callerWhoLeavesGivesUpWhatIsUnderWay() {
        start(COUNT, false);
        int under = source.held.size();
        caller.cancel();

        assertThat(source.givenUp).isEqualTo(under);
        source.deliverAll();
        assertThat(source.held).isEmpty();
    }

    @Test
    void failureEndsTheCallOnce() {
        start(COUNT, false);
        UnavailableException why =
                new UnavailableException(
                        ErrorReason.NO_WORKERS, "no worker can be started", Duration.ZERO);
        source.held.remove(0).delivery().failed(why);
        source.held.remove(0).delivery().failed(why);

        assertThat(Status.fromThrowable(caller.failure).getCode())
                .isEqualTo(Status.Code.UNAVAILABLE);
    }

    private void start(int count, boolean withAnswers) {
        InstantSource clock = InstantSource.system();
        CaptchaKeys keys = CaptchaKeys.open(Optional.empty(), clock.instant());
        Captchas captchas =
                new Captchas(
                        new CaptchaSupply(source, 1),
                        new CaptchaTokens(
                                keys,
                                new MemoryOneTimeStore(COUNT),
                                CaptchaTokens.LIFETIME_DEFAULT,
                                clock),
                        new AltchaChallenges(keys, CaptchaTokens.LIFETIME_DEFAULT, clock));
        Portions portions = Portions.of(ImageRecipe.DEFAULT, WORKERS);
        new BulkStream(captchas, source, ImageRecipe.DEFAULT, count, portions, withAnswers, caller)
                .start();
    }

    private static final class HeldSource implements CaptchaSource {
        final List<Order> held = new ArrayList<>();
        int orderedEver;
        int givenUp;

        record Order(int count, Delivery delivery) {}

        @Override
        public Runnable order(Recipe recipe, int count, Urgency urgency, Delivery delivery) {
            held.add(new Order(count, delivery));
            orderedEver += count;
            return () -> givenUp++;
        }

        void deliver(int index) {
            Order order = held.remove(index);
            List<Captcha> made = new ArrayList<>();
            for (int i = 0; i < order.count(); i++) {
                made.add(new Captcha("ACDEFH", new byte[] {1}));
            }
            order.delivery().made(made);
        }

        void deliverAll() {
            while (!held.isEmpty()) {
                deliver(0);
            }
        }
    }

    /** Ready for so many messages as it was told to read. Confined to one thread. */
    private static final class Caller extends ServerCallStreamObserver<GenerateCaptchasResponse> {
        final List<NumberedCaptcha> received = new ArrayList<>();
        boolean completed;
        @Nullable Throwable failure;
        private int room;
        private Runnable onReady = () -> {};
        private Runnable onCancel = () -> {};

        void read(int messages) {
            room += messages;
            onReady.run();
        }

        void readAll() {
            read(1_000_000);
        }

        void cancel() {
            onCancel.run();
        }

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public void onNext(GenerateCaptchasResponse message) {
            room--;
            received.addAll(message.getCaptchasList());
        }

        @Override
        public void onError(Throwable cause) {
            assertThat(failure).isNull();
            failure = cause;
        }

        @Override
        public void onCompleted() {
            completed = true;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            onReady = handler;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {
            onCancel = handler;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
