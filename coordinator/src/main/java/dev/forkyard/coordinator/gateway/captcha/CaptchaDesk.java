package dev.forkyard.coordinator.gateway.captcha;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.coordinator.admission.Admission;
import dev.forkyard.coordinator.captcha.AltchaChallenges;
import dev.forkyard.coordinator.captcha.CaptchaKeys;
import dev.forkyard.coordinator.captcha.CaptchaSupply;
import dev.forkyard.coordinator.captcha.CaptchaTokens;
import dev.forkyard.coordinator.captcha.Captchas;
import dev.forkyard.coordinator.captcha.MemoryOneTimeStore;
import dev.forkyard.coordinator.captcha.OneTimeStore;
import io.grpc.BindableService;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything about captchas in one coordinator: keys, the one-time store, buffers, and a thread
 * that answers waiting callers and replaces keys. Thread-safe.
 */
public final class CaptchaDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaptchaDesk.class);

    private final CaptchaConfig config;
    private final Optional<Path> keyDirectory;
    private final IntSupplier workers;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor thread;
    private final WorkerCaptchaSource source;
    private volatile @Nullable Captchas opened;
    private volatile boolean draining;

    /**
     * Makes a desk. Nothing is drawn before somebody asks. Keys in a directory are read or made
     * now; those of a private pool only when they are needed, as most never need them.
     *
     * @param keyDirectory where the keys are kept; empty for keys that end with this process
     * @param policy the limits of the jobs that draw
     * @param workers how many workers there should be at the moment
     * @param clock a clock that never goes backwards
     * @throws UncheckedIOException if the keys cannot be read or written
     */
    public CaptchaDesk(
            CaptchaConfig config,
            Optional<Path> keyDirectory,
            Admission admission,
            ExecutionPolicy policy,
            IntSupplier workers,
            InstantSource clock) {
        this.config = config;
        this.keyDirectory = keyDirectory;
        this.workers = workers;
        this.clock = clock;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1,
                        work -> {
                            Thread made = new Thread(work, "forkyard-captcha");
                            made.setDaemon(true);
                            return made;
                        },
                        new ThreadPoolExecutor.DiscardPolicy());
        this.source = new WorkerCaptchaSource(admission, policy, thread);
        if (keyDirectory.isPresent()) {
            captchas();
        }
    }

    /** The captchas, for other doors. */
    public Captchas captchas() {
        Captchas known = opened;
        return known == null ? open() : known;
    }

    /** The gRPC service. */
    public BindableService door() {
        return new CaptchaServiceDoor(this::captchas, source, workers, config.answers());
    }

    /** Refuses captchas from now on as DRAINING; answers are still verified. */
    public void drain() {
        draining = true;
        Captchas known = opened;
        if (known != null) {
            known.supply().drain();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Captchas open() {
        Captchas known = opened;
        if (known != null) {
            return known;
        }
        CaptchaKeys keys = CaptchaKeys.open(keyDirectory, clock.instant());
        OneTimeStore store = new MemoryOneTimeStore(config.outMax());
        Captchas made =
                new Captchas(
                        new CaptchaSupply(source, config.ready()),
                        new CaptchaTokens(keys, store, config.lifetime(), clock),
                        new AltchaChallenges(keys, config.lifetime(), clock));
        if (draining) {
            made.supply().drain();
        }
        thread.scheduleWithFixedDelay(() -> rotate(keys), 1, 1, TimeUnit.HOURS);
        opened = made;
        return made;
    }

    private void rotate(CaptchaKeys keys) {
        try {
            keys.rotate(clock.instant());
        } catch (UncheckedIOException e) {
            LOG.warn("the keys of captchas cannot be replaced; the old ones stay valid", e);
        }
    }
}
