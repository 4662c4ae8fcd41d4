package dev.forkyard.coordinator;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.coordinator.admission.Admission;
import dev.forkyard.coordinator.captcha.Captchas;
import dev.forkyard.coordinator.dispatch.LinkThreads;
import dev.forkyard.coordinator.dispatch.LocalEngine;
import dev.forkyard.coordinator.dispatch.WorkerStarts;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import dev.forkyard.coordinator.fleet.RunMark;
import dev.forkyard.coordinator.gateway.Gateway;
import dev.forkyard.coordinator.gateway.JobInputDoors;
import dev.forkyard.coordinator.gateway.StreamingCalls;
import dev.forkyard.coordinator.gateway.SynchronousCalls;
import dev.forkyard.coordinator.gateway.captcha.CaptchaDesk;
import dev.forkyard.coordinator.gateway.captcha.CaptchaInputDoor;
import dev.forkyard.coordinator.gateway.chaos.ChaosInputDoor;
import dev.forkyard.coordinator.gateway.cluster.ClusterDoor;
import dev.forkyard.coordinator.gateway.cluster.CoordinatorFacts;
import dev.forkyard.coordinator.gateway.http.HttpGateway;
import dev.forkyard.coordinator.gateway.jobs.JobDoor;
import dev.forkyard.coordinator.gateway.primes.PrimeCountInputDoor;
import dev.forkyard.coordinator.gateway.primes.PrimeInputDoors;
import dev.forkyard.coordinator.gateway.primes.PrimeListInputDoor;
import dev.forkyard.coordinator.gateway.primes.PrimeServiceDoor;
import dev.forkyard.coordinator.gather.Gathering;
import dev.forkyard.coordinator.loop.Conductor;
import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.loop.LoopHooks;
import dev.forkyard.coordinator.loop.Ports;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.observe.ProcessSampler;
import dev.forkyard.coordinator.plan.Planning;
import dev.forkyard.coordinator.schedule.Event;
import dev.forkyard.coordinator.schedule.Scheduler;
import dev.forkyard.coordinator.schedule.SchedulerConfig;
import dev.forkyard.coordinator.store.MemoryStore;
import dev.forkyard.coordinator.stream.ResultStreams;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.coordinator.watch.WallClock;
import dev.forkyard.jobs.captcha.CaptchaJob;
import dev.forkyard.jobs.primes.PrimeCountJob;
import dev.forkyard.proto.v1.JobSpec;
import io.grpc.ManagedChannel;
import io.grpc.ServiceDescriptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator with its workers, in this process. Thread-safe. Closing it ends every worker and
 * leaves nothing behind.
 */
public final class Coordinator implements AutoCloseable {
    private static final long TURN_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration READY_CHECK = Duration.ofMillis(50);
    private static final Duration STILL_READY_CHECK = Duration.ofMillis(250);

    private final CoordinatorConfig config;
    private final WallClock clock = new WallClock();
    private final EventLog log;
    private final JobBoard board = new JobBoard(clock);
    private final JobInputDoors inputs;
    private final Planning planning;
    private final Gathering gathering;
    private final LinkThreads threads;
    private final ResultStreams streams = new ResultStreams();
    private final Loop loop;
    private final LocalEngine engine;
    private final Conductor conductor;
    private final ProcessSampler sampler;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final String inProcessName = "forkyard-" + UUID.randomUUID();
    private @Nullable Gateway gateway;
    private @Nullable HttpGateway http;
    private @Nullable CaptchaDesk captchas;
    private @Nullable ManagedChannel ownChannel;
    private volatile boolean draining;
    private volatile boolean serving;
    private final CountDownLatch isBroken = new CountDownLatch(1);
    private final CountDownLatch isClosed = new CountDownLatch(1);
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private String address = "";
    private String httpAddress = "";

    private Coordinator(CoordinatorConfig config) {
        this.config = config;
        JobCatalog catalog = JobCatalog.fromClassPath();
        this.inputs =
                new JobInputDoors(
                        List.of(
                                new PrimeCountInputDoor(),
                                PrimeInputDoors.NTH,
                                PrimeInputDoors.SUM,
                                PrimeInputDoors.TUPLETS,
                                PrimeInputDoors.GAP,
                                PrimeInputDoors.TEST,
                                new PrimeListInputDoor(JobSpec.InputCase.LIST_PRIMES),
                                new PrimeListInputDoor(JobSpec.InputCase.LIST_TUPLETS),
                                new CaptchaInputDoor(),
                                new ChaosInputDoor(config.testJobs())),
                        catalog);
        Path logs = config.dataDirectory().map(DataDirectory::logs).orElse(Path.of("/tmp"));
        this.log = config.dataDirectory().isPresent() ? EventLog.in(logs) : EventLog.none();
        MemoryStore store = new MemoryStore();
        this.planning = new Planning(catalog);
        this.gathering = new Gathering(catalog, store);
        this.threads = LinkThreads.of(config.workers());
        this.loop = new Loop(threads.loop(), new Hooks());
        this.engine =
                new LocalEngine(
                        loop,
                        threads,
                        config.worker().fleet(config.workers(), config.recordsArchive()),
                        config.worker().memory(config.workers()),
                        new WorkerStarts(
                                WorkerClassPath.launch(config.worker().heapMegabytes(), logs),
                                config.recordsArchive()),
                        RunMark.of(config.dataDirectory()),
                        log);
        Scheduler scheduler = new Scheduler(SchedulerConfig.DEFAULT);
        this.conductor =
                new Conductor(
                        loop, scheduler, new Ports(engine, store, planning, gathering, board, log));
        this.sampler =
                new ProcessSampler(
                        () ->
                                engine.snapshot().workers().stream()
                                        .map(WorkerSnapshot::pid)
                                        .toList());
    }

    /**
     * Starts a coordinator: opens its ports and begins to fork its workers, without waiting for
     * them. Calls that come before the first worker is up wait in the queue.
     *
     * @throws UncheckedIOException if an address cannot be had; nothing is left behind then
     */
    public static Coordinator open(CoordinatorConfig config) {
        Coordinator coordinator = new Coordinator(config);
        try {
            coordinator.start();
            return coordinator;
        } catch (RuntimeException e) {
            coordinator.close();
            throw e;
        }
    }

    /** A channel for callers in this process; theirs to shut down. */
    public ManagedChannel inProcessChannel() {
        return InProcessChannelBuilder.forName(inProcessName).directExecutor().build();
    }

    /** Where it answers gRPC as HOST:PORT, empty if it does not. */
    public String address() {
        return address;
    }

    /** Where it answers HTTP as a URL, empty if it does not. */
    public String httpAddress() {
        return httpAddress;
    }

    /**
     * Waits until the first worker is up.
     *
     * @return false if none was by then
     */
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        try {
            ready.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Waits until the coordinator cannot go on because an invariant broke: usually for ever. */
    public void awaitBroken() throws InterruptedException {
        isBroken.await();
    }

    /** What an operator should know, such as why no worker can be started. */
    public List<String> warnings() {
        return engine.snapshot().warnings();
    }

    /** Why its workers cannot work as they are configured, empty while that is not known. */
    public Optional<String> refusal() {
        return engine.refusal().getNow(Optional.empty());
    }

    /**
     * Drains within the configured time, then ends everything. A second caller waits for the first.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                end();
            } finally {
                isClosed.countDown();
            }
        } else {
            awaitClosed(config.drainTimeout().plus(CLOSE_TIMEOUT));
        }
    }

    /**
     * Waits until it is closed.
     *
     * @return false if it was not by then
     */
    public boolean awaitClosed(Duration timeout) {
        try {
            return isClosed.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the drain of a {@link #close} under way at once, and kills what runs. */
    public void hurry() {
        drained.complete(null);
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    private void end() {
        drain();
        board.leave(
                new UnavailableException(
                        ErrorReason.DRAINING, "the coordinator is stopping", RETRY_AFTER));
        if (gateway != null) {
            gateway.close();
        }
        if (http != null) {
            http.close();
        }
        if (ownChannel != null) {
            ownChannel.shutdownNow();
        }
        if (captchas != null) {
            captchas.close();
        }
        engine.close();
        loop.close();
        threads.close();
        planning.close();
        gathering.close();
        streams.close();
        board.close();
        sampler.close();
        log.close();
    }

    private void start() {
        SynchronousCalls calls = new SynchronousCalls(admission());
        loop.start();
        engine.open(conductor);
        address = config.grpcAddress().map(Coordinator::text).orElse("");
        httpAddress = config.httpAddress().map(at -> "http://" + text(at)).orElse("");
        CoordinatorFacts facts =
                new CoordinatorFacts(
                        Version.current(),
                        clock.start(),
                        address,
                        httpAddress,
                        config.dataDirectory().map(Path::toString).orElse(""));
        CaptchaDesk desk =
                new CaptchaDesk(
                        config.doors().captcha(),
                        config.dataDirectory(),
                        admission(),
                        inputs.policy(CaptchaJob.ID),
                        () -> engine.snapshot().wanted(),
                        clock::now);
        captchas = desk;
        gateway =
                new Gateway(
                        List.of(
                                desk.door(),
                                new PrimeServiceDoor(
                                        calls,
                                        new StreamingCalls(admission(), streams),
                                        inputs.policy(PrimeCountJob.ID)),
                                new JobDoor(admission(), board, calls, inputs),
                                new ClusterDoor(facts, engine::snapshot, board, sampler, engine)));
        try {
            gateway.adopt(
                    gateway.addTo(InProcessServerBuilder.forName(inProcessName)).build().start());
            if (config.grpcAddress().isPresent()) {
                gateway.listen(config.grpcAddress().get(), threads.calls());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
        List<ServiceDescriptor> services = gateway.descriptors();
        config.httpAddress().ifPresent(at -> http = listen(at, desk.captchas(), services));
        board.later(READY_CHECK, this::checkReady);
    }

    private HttpGateway listen(
            InetSocketAddress at, Captchas desk, List<ServiceDescriptor> services) {
        ManagedChannel channel = inProcessChannel();
        ownChannel = channel;
        return HttpGateway.listen(
                at,
                config.doors().http(),
                new HttpGateway.Backend(this::isHealthy, () -> serving, desk, channel, services));
    }

    private Admission admission() {
        return new Admission(loop, conductor, planning, board);
    }

    private void checkReady() {
        if (closed.get()) {
            return;
        }
        boolean usable = engine.refusal().isDone() && refusal().isEmpty();
        refusal().ifPresent(why -> ready.completeExceptionally(new IllegalStateException(why)));
        boolean now = !draining && isHealthy() && usable && engine.snapshot().ready() > 0;
        if (now != serving && gateway != null) {
            serving = now;
            gateway.setServing(now);
        }
        if (now) {
            ready.complete(null);
        }
        board.later(now ? STILL_READY_CHECK : READY_CHECK, this::checkReady);
    }

    private boolean isHealthy() {
        return isBroken.getCount() > 0 && loop.sinceLastTurnNanos() < TURN_NANOS_MAX;
    }

    /** Refuses new work and waits, as long as configured, for what workers have in hand. */
    private void drain() {
        draining = true;
        serving = false;
        if (gateway != null) {
            gateway.setServing(false);
        }
        if (captchas != null) {
            captchas.drain();
        }
        loop.post(
                at -> {
                    conductor.apply(new Event.DrainRequested(at));
                    conductor.whenIdle(() -> drained.complete(null));
                });
        try {
            drained.get(config.drainTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.note(System.nanoTime(), "drain_timed_out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private final class Hooks implements LoopHooks {
        @Override
        public void tick(long nowNanos) {
            engine.tick(nowNanos);
            // Not nowNanos: the engine's turn may have told the core of something later.
            conductor.apply(new Event.TimePassed(System.nanoTime()));
        }

        @Override
        public void afterTurn(long nowNanos) {
            conductor.endTurn();
            engine.flush();
        }

        @Override
        public void broken(Throwable cause) {
            isBroken.countDown();
        }
    }
}
