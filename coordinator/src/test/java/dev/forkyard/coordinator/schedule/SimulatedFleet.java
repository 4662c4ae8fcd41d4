package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * An engine in virtual time that keeps its contract with the core and nothing more: they join, work
 * at their own speed, throw, hang, die and come back. Confined to one thread. What they do wrong is
 * drawn from a {@link Climate}.
 */
final class SimulatedFleet implements SimulatedEngine {
    /** So long before its end a worker tells how far it got, so that the next order comes. */
    static final long NEAR_NANOS = 3_000_000;

    private static final long CHECK_NANOS = 50_000_000;
    private static final long GRACE_NANOS = 1_000_000_000;
    private static final DeathCause[] CAUSES = DeathCause.values();
    private static final Failure DIED = Failure.of(ErrorReason.WORKER_LOST, "the worker is gone");
    private static final Failure THREW = Failure.of(ErrorReason.TASK_THREW, "the task threw");

    /** One worker process. */
    private static final class Worker {
        final WorkerId id;
        final double speed;
        final ArrayDeque<Run> inHand = new ArrayDeque<>();
        int tasksLeft;
        boolean open = true;
        boolean recycled;
        boolean dead;

        Worker(WorkerId id, double speed, int tasksLeft) {
            this.id = id;
            this.speed = speed;
            this.tasksLeft = tasksLeft;
        }

        /** What it finishes before it is replaced counts, or there would be workers without end. */
        boolean takesPlace() {
            return open || (recycled && !inHand.isEmpty());
        }
    }

    /** One attempt on its worker. */
    private static final class Run {
        final AttemptId id;
        final Worker worker;
        final int stage;
        final UnsignedRange part;
        final double unitNanos;
        long beganNanos = -1;
        boolean over;

        Run(AttemptId id, Worker worker, int stage, UnsignedRange part, double unitNanos) {
            this.id = id;
            this.stage = stage;
            this.worker = worker;
            this.part = part;
            this.unitNanos = unitNanos;
        }
    }

    private final Agenda agenda;
    private final Postman postman;
    private final Climate climate;
    private final SplittableRandom random;
    private final Map<JobId, SimulatedJob> jobs;
    private final Map<WorkerId, Worker> workers = new LinkedHashMap<>();
    private final Map<AttemptId, Run> runs = new HashMap<>();
    private final Map<JobId, Long> busyNanos = new HashMap<>();
    private final Map<WorkerId, Long> lastEndNanos = new HashMap<>();
    private long workersMade;
    private boolean out;
    private int target;

    SimulatedFleet(
            Agenda agenda,
            Postman postman,
            Climate climate,
            SplittableRandom random,
            Map<JobId, SimulatedJob> jobs) {
        this.agenda = agenda;
        this.postman = postman;
        this.climate = climate;
        this.random = random;
        this.jobs = jobs;
        this.target = climate.workers();
    }

    /** Brings the number of workers up to what is wanted. */
    @Override
    public void fill() {
        while (!out && workers.values().stream().filter(Worker::takesPlace).count() < target) {
            double speed = climate.roughNanos() == 0 ? 1 : 0.25 + random.nextDouble() * 2;
            join(random.nextDouble() < climate.slow() ? speed / 20 : speed);
        }
        slotsChanged();
    }

    @Override
    public void tick() {}

    void join(double speed) {
        Worker worker = new Worker(new WorkerId(++workersMade), speed, climate.tasksMax());
        workers.put(worker.id, worker);
        slotsChanged();
    }

    /** Kills a worker from outside or lets it take no more. */
    @Override
    public void strike() {
        if (workers.isEmpty()) {
            return;
        }
        List<Worker> all = List.copyOf(workers.values());
        Worker worker = all.get(random.nextInt(all.size()));
        if (random.nextInt(4) > 0) {
            kill(worker, DeathCause.WORKER_LOST);
        } else {
            leave(worker);
            slotsChanged();
            agenda.in(GRACE_NANOS, () -> kill(worker, DeathCause.WORKER_LOST));
        }
    }

    /** There are to be more or fewer of them; those that are too many finish what they have. */
    @Override
    public void resize() {
        target = 1 + random.nextInt(2 * climate.workers());
        List<Worker> open = workers.values().stream().filter(w -> w.open).toList();
        open.stream().skip(target).forEach(this::leave);
        fill();
    }

    /** The coordinator is gone, and with it all workers. */
    @Override
    public void restart() {
        runs.clear();
        workers.values().forEach(worker -> worker.dead = true);
        workers.values().forEach(worker -> worker.inHand.forEach(run -> run.over = true));
        workers.clear();
        out = false;
        fill();
    }

    /** Takes no more, and goes once its hands are empty. */
    private void leave(Worker worker) {
        worker.open = false;
        if (worker.inHand.isEmpty()) {
            worker.dead = true;
            workers.remove(worker.id);
            if (worker.recycled) {
                agenda.in(GRACE_NANOS / 4, this::fill);
            }
        }
    }

    /** All workers go at once and come back after a while. */
    @Override
    public void outage(long nanos) {
        out = true;
        List.copyOf(workers.values()).forEach(worker -> kill(worker, DeathCause.WORKER_LOST));
        agenda.in(
                nanos,
                () -> {
                    out = false;
                    fill();
                });
    }

    /** Worker time that went into a job so far, whatever came of it. */
    long busyNanos(JobId job) {
        return busyNanos.getOrDefault(job, 0L);
    }

    /** When each worker ended its last attempt. */
    List<Long> lastEndNanos() {
        return List.copyOf(lastEndNanos.values());
    }

    @Override
    public void start(Command.StartAttempt command) {
        Worker worker = workers.get(command.worker());
        if (worker == null || !worker.open) {
            ended(command.attempt(), new AttemptOutcome.NotStarted());
            return;
        }
        if (worker.tasksLeft != SlotOffer.UNLIMITED && --worker.tasksLeft == 0) {
            worker.open = false;
            worker.recycled = true;
        }
        SimulatedJob job = Objects.requireNonNull(jobs.get(command.attempt().job()));
        double unit = job.trueUnitNanos().get(command.stage()) / worker.speed;
        Run run = new Run(command.attempt(), worker, command.stage(), command.part(), unit);
        runs.put(run.id, run);
        worker.inHand.addLast(run);
        if (worker.inHand.size() == 1) {
            begin(run);
        }
    }

    @Override
    public void cancel(Command.CancelAttempt command) {
        Run run = runs.get(command.attempt());
        if (run == null) {
            return;
        }
        if (command.reason() != StopReason.UNWANTED) {
            stop(run, command.killGraceNanos());
        } else if (run.beganNanos < 0) {
            finish(run, new AttemptOutcome.Cancelled());
        } else if (isRough() && random.nextDouble() < climate.deaf()) {
            agenda.in(GRACE_NANOS, () -> killFor(run, DeathCause.STOPPED));
        } else {
            agenda.in(delay(CHECK_NANOS), () -> finish(run, new AttemptOutcome.Cancelled()));
        }
    }

    /**
     * A clock ran out: it stops, or returns what it has, or is killed; its worker is not reused.
     */
    private void stop(Run run, long graceNanos) {
        run.worker.open = false;
        slotsChanged();
        agenda.in(GRACE_NANOS / 4, this::fill);
        switch (random.nextInt(4)) {
            case 0 ->
                    agenda.in(
                            delay(CHECK_NANOS), () -> finish(run, new AttemptOutcome.Cancelled()));
            case 1 -> agenda.in(delay(CHECK_NANOS), () -> succeed(run, position(run)));
            default -> agenda.in(graceNanos, () -> killFor(run, DeathCause.STOPPED));
        }
    }

    @Override
    public void yieldSoon(Command.YieldAttempt command) {
        Run run = runs.get(command.attempt());
        if (run != null) {
            agenda.in(delay(CHECK_NANOS), () -> returnPrefix(run));
        }
    }

    private void begin(Run run) {
        run.beganNanos = agenda.nowNanos();
        postman.sendUnsafe(at -> new Event.AttemptStarted(at, run.id));
        long nanos = (long) Math.ceil(run.part.widthAsDouble() * run.unitNanos);
        long someNanos = delay(nanos);
        boolean rough = isRough();
        boolean poison = Objects.requireNonNull(jobs.get(run.id.job())).poison();
        if (poison || (rough && random.nextDouble() < climate.thrown())) {
            // An exception has its price, or a job that only throws would take steps without end.
            long price = someNanos + CHECK_NANOS;
            agenda.in(price, () -> finish(run, new AttemptOutcome.Threw(THREW)));
        } else if (meetsEvil(run)) {
            agenda.in(someNanos + CHECK_NANOS, () -> evil(run));
        } else if (rough && random.nextDouble() < climate.death()) {
            DeathCause cause = CAUSES[random.nextInt(CAUSES.length)];
            agenda.in(someNanos, () -> killFor(run, cause));
        } else if (rough && random.nextDouble() < climate.hang()) {
            agenda.in(2 * GRACE_NANOS, () -> killFor(run, DeathCause.UNRESPONSIVE));
        } else {
            agenda.in(nanos, () -> succeed(run, run.part.end()));
        }
        if (nanos > CHECK_NANOS) {
            agenda.in(someNanos, () -> progress(run));
        }
        if (nanos > 2 * NEAR_NANOS) {
            agenda.in(nanos - NEAR_NANOS, () -> progress(run));
        }
    }

    private boolean meetsEvil(Run run) {
        OptionalLong evil = Objects.requireNonNull(jobs.get(run.id.job())).evil();
        return run.stage == 0 && evil.isPresent() && run.part.contains(evil.getAsLong());
    }

    private void evil(Run run) {
        switch (Objects.requireNonNull(jobs.get(run.id.job())).evilKind()) {
            case 0 -> finish(run, new AttemptOutcome.Threw(THREW));
            case 1 -> killFor(run, DeathCause.SIGNALLED);
            case 2 -> killFor(run, DeathCause.MEMORY_LIMIT);
            case 3 -> agenda.in(4 * GRACE_NANOS, () -> killFor(run, DeathCause.UNRESPONSIVE));
            default -> agenda.in(GRACE_NANOS, () -> killFor(run, DeathCause.FROZEN));
        }
    }

    private void progress(Run run) {
        if (!run.over) {
            long finishedTo = position(run);
            postman.sendUnsafe(at -> new Event.AttemptProgressed(at, run.id, finishedTo));
        }
    }

    private void returnPrefix(Run run) {
        if (run.over) {
            return;
        }
        long finishedTo = run.beganNanos < 0 ? run.part.start() : position(run);
        boolean nothing = finishedTo == run.part.start() && run.beganNanos >= 0;
        if (isRough() && random.nextDouble() < climate.empty()) {
            succeed(run, run.part.start());
        } else if (nothing) {
            // No progress yet: the task is not told before it made some.
            agenda.in((long) Math.ceil(run.unitNanos), () -> returnPrefix(run));
        } else {
            succeed(run, finishedTo);
        }
    }

    private long position(Run run) {
        long units = UnsignedRange.fromDouble((agenda.nowNanos() - run.beganNanos) / run.unitNanos);
        boolean beyond = Long.compareUnsigned(units, run.part.width()) > 0;
        return beyond ? run.part.end() : run.part.start() + units;
    }

    private void succeed(Run run, long finishedTo) {
        long nanos = run.beganNanos < 0 ? 0 : agenda.nowNanos() - run.beganNanos;
        finish(run, new AttemptOutcome.Succeeded(finishedTo, nanos));
    }

    private void finish(Run run, AttemptOutcome outcome) {
        if (run.over) {
            return;
        }
        close(run);
        Worker worker = run.worker;
        boolean first = worker.inHand.peekFirst() == run;
        worker.inHand.remove(run);
        ended(run.id, outcome);
        if (first && !worker.inHand.isEmpty()) {
            begin(worker.inHand.getFirst());
        }
        if (!worker.open && !worker.dead) {
            leave(worker);
        }
    }

    private void killFor(Run run, DeathCause cause) {
        if (!run.over) {
            kill(run.worker, cause);
        }
    }

    private void kill(Worker worker, DeathCause cause) {
        if (worker.dead) {
            return;
        }
        worker.dead = true;
        workers.remove(worker.id);
        boolean slotsFirst = random.nextBoolean();
        if (slotsFirst) {
            slotsChanged();
        }
        for (Run run : new ArrayList<>(worker.inHand)) {
            close(run);
            ended(run.id, new AttemptOutcome.WorkerEnded(cause, DIED));
        }
        worker.inHand.clear();
        if (!slotsFirst) {
            slotsChanged();
        }
        agenda.in(delay(GRACE_NANOS), this::fill);
    }

    private void close(Run run) {
        run.over = true;
        runs.remove(run.id);
        if (run.beganNanos >= 0) {
            long nanos = agenda.nowNanos() - run.beganNanos;
            busyNanos.merge(run.id.job(), nanos, Long::sum);
        }
        lastEndNanos.put(run.worker.id, agenda.nowNanos());
    }

    private void ended(AttemptId id, AttemptOutcome outcome) {
        postman.send(at -> new Event.AttemptEnded(at, id, outcome));
    }

    void slotsChanged() {
        if (isRough() && random.nextDouble() < climate.stale()) {
            List<SlotOffer> then = offers();
            postman.sendOnce(at -> new Event.SlotsChanged(at, then, Optional.empty()));
        }
        postman.sendOnce(
                at -> {
                    List<SlotOffer> open = offers();
                    boolean none = out && open.isEmpty();
                    return new Event.SlotsChanged(
                            at, open, none ? Optional.of("no worker starts") : Optional.empty());
                });
    }

    private List<SlotOffer> offers() {
        return workers.values().stream()
                .filter(w -> w.open)
                .map(w -> new SlotOffer(w.id, w.tasksLeft))
                .toList();
    }

    private boolean isRough() {
        return agenda.nowNanos() < climate.roughNanos();
    }

    private long delay(long most) {
        return climate.roughNanos() == 0 || most < 1 ? most / 2 : random.nextLong(most);
    }
}
