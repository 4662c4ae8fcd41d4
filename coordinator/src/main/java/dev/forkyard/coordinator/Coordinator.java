package dev.forkyard.coordinator;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.coordinator.admission.Admission;
import dev.forkyard.coordinator.cost.CostBook;
import dev.forkyard.coordinator.dispatch.LinkThreads;
import dev.forkyard.coordinator.dispatch.LocalEngine;
import dev.forkyard.coordinator.dispatch.WorkerStarts;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import dev.forkyard.coordinator.fleet.RunMark;
import dev.forkyard.coordinator.gateway.JobInputDoors;
import dev.forkyard.coordinator.gateway.StreamingCalls;
import dev.forkyard.coordinator.gateway.SynchronousCalls;
import dev.forkyard.coordinator.gateway.captcha.CaptchaDesk;
import dev.forkyard.coordinator.gateway.captcha.CaptchaInputDoor;
import dev.forkyard.coordinator.gateway.chaos.ChaosInputDoor;
import dev.forkyard.coordinator.gateway.cluster.ClusterDoor;
import dev.forkyard.coordinator.gateway.cluster.CoordinatorFacts;
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
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A coordinator with its workers, in this process. Thread-safe. Closing it ends every worker and
 * leaves nothing behind.
 */
public final class Coordinator implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final CoordinatorConfig config;
    private final WallClock clock = new WallClock();
    private final EventLog log;
    private final JobBoard board = new JobBoard(clock);
    private final JobInputDoors inputs;
    private final CostBook costs;
    private final Planning planning;
    private final Gathering gathering;
    private final LinkThreads threads;
    private final ResultStreams streams = new ResultStreams();
    private final Loop loop;
    private final LocalEngine engine;
    private final Conductor conductor;
    private final ProcessSampler sampler;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Readiness readiness;
    private final Entrances entrances;
    private final CountDownLatch isClosed = new CountDownLatch(1);
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private Coordinator(CoordinatorConfig config) {
        this.config = config;
        JobCatalog catalog = JobCatalog.fromClassPath();
        this.inputs = inputs(catalog, config.testJobs());
        Path logs = config.dataDirectory().map(DataDirectory::logs).orElse(Path.of("/tmp"));
        this.log = config.dataDirectory().isPresent() ? EventLog.in(logs) : EventLog.none();
        MemoryStore store = new MemoryStore();
        this.costs = new CostBook(catalog);
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
                        loop,
                        scheduler,
                        new Ports(engine, store, planning, gathering, board, costs, log));
        this.sampler =
                new ProcessSampler(
                        () ->
                                engine.snapshot().workers().stream()
                                        .map(WorkerSnapshot::pid)
                                        .toList());
        this.readiness = new Readiness(loop, engine, board);
        this.entrances = new Entrances(config);
    }

    private static JobInputDoors inputs(JobCatalog catalog, boolean testJobs) {
        return new JobInputDoors(
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
                        new ChaosInputDoor(testJobs)),
                catalog);
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
        return entrances.inProcessChannel();
    }

    /** Where it answers gRPC as HOST:PORT, empty if it does not. */
    public String address() {
        return entrances.grpc();
    }

    /** Where it answers HTTP as a URL, empty if it does not. */
    public String httpAddress() {
        return entrances.http();
    }

    /**
     * Waits until the first worker is up.
     *
     * @return false if none was by then
     */
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        return readiness.await(timeout);
    }

    /** Waits until the coordinator cannot go on because an invariant broke: usually for ever. */
    public void awaitBroken() throws InterruptedException {
        readiness.awaitBroken();
    }

    /** What an operator should know, such as why no worker can be started. */
    public List<String> warnings() {
        return engine.snapshot().warnings();
    }

    /** Why its workers cannot work as they are configured, empty while that is not known. */
    public Optional<String> refusal() {
        return readiness.refusal();
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
        entrances.close();
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
        CoordinatorFacts facts =
                new CoordinatorFacts(
                        Version.current(),
                        clock.start(),
                        entrances.grpc(),
                        entrances.http(),
                        config.dataDirectory().map(Path::toString).orElse(""));
        CaptchaDesk desk =
                new CaptchaDesk(
                        config.doors().captcha(),
                        config.dataDirectory(),
                        admission(),
                        inputs.policy(CaptchaJob.ID),
                        () -> engine.snapshot().wanted(),
                        clock::now);
        List<BindableService> doors =
                List.of(
                        new PrimeServiceDoor(
                                calls,
                                new StreamingCalls(admission(), streams),
                                inputs.policy(PrimeCountJob.ID)),
                        new JobDoor(admission(), board, calls, inputs),
                        new ClusterDoor(facts, engine::snapshot, board, sampler, engine));
        entrances.open(desk, doors, threads.calls(), config.doors(), readiness);
        readiness.watch(entrances::setServing);
    }

    private Admission admission() {
        return new Admission(loop, conductor, planning, board, costs);
    }

    /** Refuses new work and waits, as long as configured, for what workers have in hand. */
    private void drain() {
        readiness.stop();
        entrances.setServing(false);
        entrances.drain();
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

    private final class Hooks implements LoopHooks {
        @Override
        public void tick(long nowNanos) {
            engine.tick(nowNanos);
            // Not nowNanos: the engine's turn may have told the core of something later.
            conductor.apply(new Event.TimePassed(System.nanoTime()));
        }

        @Override
        public long calmUntilNanos(long nowNanos) {
            return conductor.calmUntilNanos(nowNanos);
        }

        @Override
        public void afterTurn(long nowNanos) {
            conductor.endTurn();
            engine.flush();
        }

        @Override
        public void broken(Throwable cause) {
            readiness.markBroken();
        }
    }
}
