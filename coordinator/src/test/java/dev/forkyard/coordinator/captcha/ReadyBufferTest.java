package dev.forkyard.coordinator.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.ImageRecipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadyBufferTest {
    private static final int MOST = 40;

    private final FakeSource source = new FakeSource();
    private final ReadyBuffer buffer = new ReadyBuffer(ImageRecipe.DEFAULT, source, MOST, 8, 4);

    @Test
    void firstCallerWaitsOneRoundTripAndTheNextDoNot() {
        CompletableFuture<Captcha> first = buffer.take();
        assertThat(first).isNotDone();

        source.deliverAll();

        assertThat(first.join().answer()).isEqualTo("A0");
        assertThat(buffer.take().join().answer()).isEqualTo("A1");
    }

    @Test
    void callersAreServedInTheirOrder() {
        List<CompletableFuture<Captcha>> callers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            callers.add(buffer.take());
        }
        source.deliverAll();

        assertThat(callers).allMatch(CompletableFuture::isDone);
        for (int i = 0; i < 30; i++) {
            assertThat(callers.get(i).join().answer()).isEqualTo("A" + i);
        }
    }

    @Test
    void rareRecipeCostsAHandful() {
        buffer.take();

        assertThat(source.ordered()).isLessThanOrEqualTo(8);
    }

    @Test
    void stockGrowsWithDemandUpToItsMost() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < MOST + 20; i++) {
                buffer.take();
            }
            source.deliverAll();
        }

        int ready = 0;
        while (buffer.take().isDone()) {
            ready++;
        }
        // Orders begin when half is gone, so that a little less than all may be there.
        assertThat(ready).isBetween(MOST / 2, MOST);
    }

    @Test
    void ordersAreBoundedInSizeAndNumber() {
        for (int i = 0; i < 500; i++) {
            buffer.take();
        }

        assertThat(source.sizes()).hasSize(4).allMatch(size -> size <= 8);
    }

    @Test
    void callerWhoGaveUpLeavesTheCaptchaToTheNext() {
        CompletableFuture<Captcha> first = buffer.take();
        CompletableFuture<Captcha> second = buffer.take();
        first.cancel(false);

        source.deliver();

        assertThat(second.join().answer()).isEqualTo("A0");
    }

    @Test
    void tooManyWaitingCallersAreRefused() {
        List<CompletableFuture<Captcha>> callers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            callers.add(buffer.take());
        }

        assertThatThrownBy(() -> buffer.take().join())
                .cause()
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(ErrorReason.QUEUE_FULL));
        callers.get(7).cancel(false);
        assertThat(buffer.take()).isNotDone();
    }

    @Test
    void failureReachesThoseForWhomNothingElseIsUnderWay() {
        CompletableFuture<Captcha> waiting = buffer.take();
        source.fail(
                new UnavailableException(
                        ErrorReason.DRAINING, "the coordinator is stopping", Duration.ZERO));

        assertThat(waiting).isCompletedExceptionally();
        // The next caller tries anew.
        CompletableFuture<Captcha> next = buffer.take();
        source.deliverAll();
        assertThat(next).isCompleted();
    }

    @Test
    void refillBeginsWhenHalfIsGone() {
        buffer.take();
        source.deliverAll();
        while (source.sizes().isEmpty()) {
            assertThat(buffer.take()).isDone();
        }
        assertThat(buffer.take()).isDone();
    }
}
