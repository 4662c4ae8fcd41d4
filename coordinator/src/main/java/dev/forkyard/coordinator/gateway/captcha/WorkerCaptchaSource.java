package dev.forkyard.coordinator.gateway.captcha;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.coordinator.admission.Admission;
import dev.forkyard.coordinator.admission.JobWish;
import dev.forkyard.coordinator.captcha.CaptchaSource;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.coordinator.watch.JobWatcher;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.CaptchaBatch;
import dev.forkyard.jobs.captcha.CaptchaInput;
import dev.forkyard.jobs.captcha.CaptchaJob;
import dev.forkyard.jobs.captcha.Recipe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has workers make captchas: each order is an ephemeral job, which is never stored and never listed
 * after its end. Thread-safe.
 */
final class WorkerCaptchaSource implements CaptchaSource {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerCaptchaSource.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Admission admission;
    private final ExecutionPolicy policy;
    private final Executor deliveries;

    /**
     * @param policy the limits of the jobs
     * @param deliveries where deliveries are told: answering callers takes longer than the watch
     *     thread should
     */
    WorkerCaptchaSource(Admission admission, ExecutionPolicy policy, Executor deliveries) {
        this.admission = admission;
        this.policy = policy;
        this.deliveries = deliveries;
    }

    @Override
    public Runnable order(Recipe recipe, int count, Urgency urgency, Delivery delivery) {
        JobWish wish =
                new JobWish(
                        CaptchaJob.ID,
                        new CaptchaInput(recipe, count).encode(),
                        urgency == Urgency.SINGLES ? Priority.HIGH : Priority.NORMAL,
                        policy,
                        true,
                        "",
                        Map.of());
        Order order = new Order(count, delivery);
        Admission.Admitted job = admission.submit(wish, Optional.of(order));
        job.admitted()
                .whenComplete(
                        (view, refused) -> {
                            if (refused != null) {
                                order.refused(refused);
                            }
                        });
        return () -> admission.cancel(job.id());
    }

    /** A job that cannot begin is told of as refused, one that fails as both. */
    private final class Order implements JobWatcher {
        private final int count;
        private final Delivery delivery;
        private final AtomicBoolean told = new AtomicBoolean();

        Order(int count, Delivery delivery) {
            this.count = count;
            this.delivery = delivery;
        }

        @Override
        public void changed(JobView view) {
            if (view.ended() && told.compareAndSet(false, true)) {
                deliveries.execute(() -> deliver(view));
            }
        }

        @Override
        public void left(ForkyardException why) {
            fail(why);
        }

        void refused(Throwable cause) {
            Throwable why = cause instanceof CompletionException ? cause.getCause() : cause;
            fail(
                    why instanceof ForkyardException ours
                            ? ours
                            : new UnavailableException(
                                    ErrorReason.DRAINING,
                                    "the coordinator is stopping",
                                    RETRY_AFTER));
        }

        private void fail(ForkyardException why) {
            if (told.compareAndSet(false, true)) {
                deliveries.execute(() -> delivery.failed(why));
            }
        }

        private void deliver(JobView view) {
            Optional<List<Captcha>> made =
                    view.result().map(CaptchaBatch::decode).map(CaptchaBatch::captchas);
            if (made.isPresent() && made.get().size() == count) {
                delivery.made(made.get());
                return;
            }
            Failure failure =
                    view.failure().orElse(Failure.of(ErrorReason.INTERNAL, "captchas are missing"));
            LOG.debug("no captchas: {}", failure.message());
            delivery.failed(failure.toException());
        }
    }
}
