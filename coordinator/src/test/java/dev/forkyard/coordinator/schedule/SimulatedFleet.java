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
import java.util.SplittableRandom;

/**
 * Workers in virtual time: they join, work at their own speed, throw, hang, die and come back.
 * Confined to one thread. What they do wrong is drawn from a {@link Climate}.
 */
final class SimulatedFleet {
    private static final long CHECK_NANOS = 50_000_000;
    private static final long GRACE_NANOS = 1_000_000_000;
    private static final Failure DIED = Failure.of(ErrorReason.WORKER_LOST, "the worker is gone");
    private static final Failure THREW = Failure.of(ErrorReason.TASK_THREW, "the task threw");

    /** One worker process. */
    private static final class Worker {
        final WorkerId id;
        final double speed;
        final ArrayDeque<Run> inHand = new ArrayDeque<>();
        boolean open = true;
        boolean dead;

        Worker(WorkerId id, double speed) {
            this.id = id;
            this.speed = speed;
        }
    }

    /** One attempt on its worker. */
    private static final class Run {
        final AttemptId id;
        final Worker worker;
        final UnsignedRange part;
        final double unitNanos;
        long beganNanos = -1;
        boolean over;

        Run(AttemptId id, Worker worker, UnsignedRange part, double unitNanos) {
            this.id = id;
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
    }

    /** Brings the number of workers up to what is wanted. */
    void fill() {
        while (!out && workers.size() < climate.workers()) {
            double speed = climate.roughNanos() == 0 ? 1 : 0.25 + random.nextDouble() * 2;
            join(speed);
        }
        slotsChanged();
    }

    void join(double speed) {
        Worker worker = new Worker(new WorkerId(++workersMade), speed);
        workers.put(worker.id, worker);
        slotsChanged();
    }

    /** Kills a worker from outside or lets it take no more. */
    void strike() {
        if (workers.isEmpty()) {
            return;
        }
        List<Worker> all = List.copyOf(workers.values());
        Worker worker = all.get(random.nextInt(all.size()));
        if (random.nextInt(4) > 0) {
            kill(worker, false);
        } else {
            worker.open = false;
            slotsChanged();
            agenda.in(GRACE_NANOS, () -> kill(worker, false));
        }
    }

    /** All workers go at once and come back after a while. */
    void outage(long nanos) {
        out = true;
        List.copyOf(workers.values()).forEach(worker -> kill(worker, false));
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

    void start(Command.StartAttempt command) {
        Worker worker = workers.get(command.worker());
        if (worker == null) {
            ended(command.attempt(), new AttemptOutcome.WorkerEnded(DeathCause.WORKER_LOST, DIED));
            return;
        }
        SimulatedJob job = Objects.requireNonNull(jobs.get(command.attempt().job()));
        double unit = job.trueUnitNanos().get(command.stage()) / worker.speed;
        Run run = new Run(command.attempt(), worker, command.part(), unit);
        runs.put(run.id, run);
        worker.inHand.addLast(run);
        if (worker.inHand.size() == 1) {
            begin(run);
        }
    }

    void cancel(Command.CancelAttempt command) {
        Run run = runs.get(command.attempt());
        if (run == null) {
            return;
        }
        if (run.beganNanos < 0) {
            finish(run, new AttemptOutcome.Cancelled());
        } else if (isRough() && random.nextDouble() < climate.deaf()) {
            agenda.in(GRACE_NANOS, () -> killFor(run, random.nextBoolean()));
        } else {
            agenda.in(delay(CHECK_NANOS), () -> finish(run, new AttemptOutcome.Cancelled()));
        }
    }

    void yieldSoon(Command.YieldAttempt command) {
        Run run = runs.get(command.attempt());
        if (run != null) {
            agenda.in(delay(CHECK_NANOS), () -> returnPrefix(run));
        }
    }

    private void begin(Run run) {
        run.beganNanos = agenda.nowNanos();
        postman.send(at -> new Event.AttemptStarted(at, run.id));
        long nanos = (long) Math.ceil(run.part.widthAsDouble() * run.unitNanos);
        long someNanos = delay(nanos);
        boolean rough = isRough();
        boolean poison = Objects.requireNonNull(jobs.get(run.id.job())).poison();
        if (poison || (rough && random.nextDouble() < climate.thrown())) {
            // An exception has its price, or a job that only throws would take steps without end.
            long price = someNanos + CHECK_NANOS / 10;
            agenda.in(price, () -> finish(run, new AttemptOutcome.Threw(THREW)));
        } else if (rough && random.nextDouble() < climate.death()) {
            agenda.in(someNanos, () -> killFor(run, random.nextBoolean()));
        } else if (rough && random.nextDouble() < climate.hang()) {
            agenda.in(2 * GRACE_NANOS, () -> killFor(run, true));
        } else {
            agenda.in(nanos, () -> succeed(run, run.part.end()));
        }
        if (nanos > CHECK_NANOS) {
            agenda.in(someNanos, () -> progress(run));
        }
    }

    private void progress(Run run) {
        if (!run.over) {
            long finishedTo = position(run);
            postman.send(at -> new Event.AttemptProgressed(at, run.id, finishedTo));
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
    }

    private void killFor(Run run, boolean charged) {
        if (!run.over) {
            kill(run.worker, charged);
        }
    }

    private void kill(Worker worker, boolean charged) {
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
            ended(
                    run.id,
                    new AttemptOutcome.WorkerEnded(
                            charged ? DeathCause.EXITED : DeathCause.WORKER_LOST, DIED));
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

    private void slotsChanged() {
        postman.sendOnce(
                at -> {
                    List<SlotOffer> open =
                            workers.values().stream()
                                    .filter(w -> w.open)
                                    .map(w -> SlotOffer.of(w.id))
                                    .toList();
                    boolean none = out && open.isEmpty();
                    return new Event.SlotsChanged(
                            at, open, none ? Optional.of("no worker starts") : Optional.empty());
                });
    }

    private boolean isRough() {
        return agenda.nowNanos() < climate.roughNanos();
    }

    private long delay(long most) {
        return climate.roughNanos() == 0 || most < 1 ? most / 2 : random.nextLong(most);
    }
}
