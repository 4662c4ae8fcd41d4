package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A worker's process in virtual time: it executes in order, answers what it is asked, gives signs
 * of life, and fails in all the ways that a process has. Confined to one thread.
 */
final class SimulatedProcess {
    /**
     * Who hears of it. Messages come in order; the exit and the link's end on ways of their own.
     */
    interface Ears {
        void said(SimulatedProcess process, Runnable message);

        void heartbeat(WorkerId worker);

        /** At once, unlike the word that it began. */
        void began(SimulatedProcess process, AttemptId attempt);

        void started(WorkerId worker, AttemptId attempt);

        void progressed(WorkerId worker, AttemptId attempt, long finishedTo);

        void ended(WorkerId worker, AttemptId attempt, AttemptOutcome outcome);

        void dumped(WorkerId worker);

        void overMemory(WorkerId worker);

        void exited(SimulatedProcess process, int status, boolean heapFull);
    }

    /** One attempt in its hands. */
    private static final class Run {
        final AttemptId id;
        final int stage;
        final UnsignedRange part;
        final double unitNanos;
        long beganNanos = -1;
        boolean over;

        Run(Command.StartAttempt order, double unitNanos) {
            this.id = order.attempt();
            this.stage = order.stage();
            this.part = order.part();
            this.unitNanos = unitNanos;
        }
    }

    private static final int KILLED = 137;
    private static final int[] STATUSES = {0, 1, 3, 134, KILLED, 139, 143};
    private static final long CHECK_NANOS = 50_000_000;
    private static final long HEARTBEAT_NANOS = 1_000_000_000;
    private static final Failure THREW = Failure.of(ErrorReason.TASK_THREW, "the task threw");

    final WorkerId id;
    long mailNanos;
    long ordersNanos;
    private final Agenda agenda;
    private final Climate climate;
    private final SplittableRandom random;
    private final Map<JobId, SimulatedJob> jobs;
    private final Ears ears;
    private final double speed;
    private final ArrayDeque<Run> inHand = new ArrayDeque<>();
    private final Map<AttemptId, Run> runs = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean leaving;
    private boolean frozen;
    private boolean registered;
    private long frozenNanos;
    private boolean spinning;
    private boolean dead;

    SimulatedProcess(
            WorkerId id,
            Agenda agenda,
            Climate climate,
            SplittableRandom random,
            Map<JobId, SimulatedJob> jobs,
            Ears ears) {
        this.id = id;
        this.agenda = agenda;
        this.climate = climate;
        this.random = random;
        this.jobs = jobs;
        this.ears = ears;
        this.speed = (0.25 + random.nextDouble() * 2) / (chance(climate.slow()) ? 20 : 1);
        beat();
    }

    /** Whether an attempt of a task runs here. */
    boolean executes(TaskId task) {
        Run first = inHand.peekFirst();
        return !dead && first != null && first.beganNanos >= 0 && first.id.task().equals(task);
    }

    /** Whether an attempt is in its hands. */
    boolean holds(AttemptId attempt) {
        return !dead && runs.containsKey(attempt);
    }

    /** How long it has been frozen, 0 if it is not or is not expected to talk. */
    long frozenNanos() {
        return frozen && registered && !dead ? agenda.nowNanos() - frozenNanos : 0;
    }

    /** From now on its silence is noticed. */
    void registered() {
        registered = true;
    }

    /** As the kernel shows it. */
    char state() {
        return frozen ? 'T' : spinning ? 'R' : 'S';
    }

    /** In hundredths of a second. */
    long cpuTicks() {
        return spinning ? agenda.nowNanos() / 10_000_000 : 0;
    }

    void start(Command.StartAttempt order) {
        SimulatedJob job = Objects.requireNonNull(jobs.get(order.attempt().job()));
        Run run = new Run(order, job.trueUnitNanos().get(order.stage()) / speed);
        runs.put(run.id, run);
        inHand.addLast(run);
        if (inHand.size() == 1) {
            begin(run);
        }
    }

    void cancel(AttemptId attempt) {
        Run run = runs.get(attempt);
        if (run == null) {
            return;
        }
        if (run.beganNanos < 0) {
            finish(run, new AttemptOutcome.Cancelled());
        } else if (random.nextInt(3) == 0) {
            in(random.nextLong(CHECK_NANOS), () -> succeed(run, position(run)));
        } else if (!chance(climate.deaf())) {
            in(random.nextLong(CHECK_NANOS), () -> finish(run, new AttemptOutcome.Cancelled()));
        }
    }

    void yieldSoon(AttemptId attempt) {
        Run run = runs.get(attempt);
        if (run != null) {
            in(random.nextLong(CHECK_NANOS), () -> returnPrefix(run));
        }
    }

    void leave() {
        leaving = true;
        leaveIfIdle();
    }

    void dumpThreads() {
        if (!spinning) {
            ears.said(this, () -> ears.dumped(id));
        }
    }

    /** Stopped by a signal; with luck it goes on some time later. */
    void freeze() {
        frozenNanos = frozen ? frozenNanos : agenda.nowNanos();
        frozen = true;
        if (random.nextBoolean()) {
            agenda.in(1 + random.nextLong(5 * HEARTBEAT_NANOS), this::thaw);
        }
    }

    void kill() {
        exit(KILLED, false);
    }

    /** The end of the process, and of all that it had in its hands. */
    void exit(int status, boolean heapFull) {
        if (!dead) {
            dead = true;
            ears.exited(this, status, heapFull);
        }
    }

    /** Does something if the process lives and is not frozen; a frozen one does it later. */
    void in(long nanos, Runnable action) {
        agenda.in(nanos, () -> doOrHold(action));
    }

    private void doOrHold(Runnable action) {
        if (frozen) {
            held.add(action);
        } else if (!dead) {
            action.run();
        }
    }

    private void thaw() {
        frozen = false;
        List<Runnable> late = List.copyOf(held);
        held.clear();
        late.forEach(this::doOrHold);
    }

    private void beat() {
        if (!spinning) {
            ears.said(this, () -> ears.heartbeat(id));
        }
        in(HEARTBEAT_NANOS, this::beat);
    }

    private void begin(Run run) {
        ears.began(this, run.id);
        run.beganNanos = agenda.nowNanos();
        ears.said(this, () -> ears.started(id, run.id));
        long nanos = (long) Math.ceil(run.part.widthAsDouble() * run.unitNanos);
        long some = nanos < 1 ? 0 : random.nextLong(nanos);
        SimulatedJob job = Objects.requireNonNull(jobs.get(run.id.job()));
        boolean evil = job.evil().isPresent() && run.part.contains(job.evil().getAsLong());
        if (job.poison() || chance(climate.thrown())) {
            doTo(run, some + CHECK_NANOS, () -> finish(run, thrown()));
        } else if (evil && run.stage == 0) {
            doTo(run, some + CHECK_NANOS, () -> evil(run, job.evilKind()));
        } else if (chance(climate.death())) {
            doTo(run, some, () -> fail(run));
        } else if (chance(climate.hang() / 4)) {
            doTo(run, some, () -> spinning = true);
        } else {
            in(nanos, () -> succeed(run, run.part.end()));
        }
        if (nanos > CHECK_NANOS) {
            doTo(run, some, () -> progress(run));
        }
        if (nanos > 2 * SimulatedFleet.NEAR_NANOS) {
            doTo(run, nanos - SimulatedFleet.NEAR_NANOS, () -> progress(run));
        }
    }

    /** A broken worker may say that an attempt was cancelled, though nobody did. */
    private AttemptOutcome thrown() {
        return random.nextInt(8) == 0
                ? new AttemptOutcome.Cancelled()
                : new AttemptOutcome.Threw(THREW);
    }

    private void doTo(Run run, long nanos, Runnable action) {
        in(
                nanos,
                () -> {
                    if (!run.over) {
                        action.run();
                    }
                });
    }

    private void evil(Run run, int kind) {
        switch (kind) {
            case 0 -> finish(run, new AttemptOutcome.Threw(THREW));
            case 1 -> exit(139, false);
            case 2 -> ears.overMemory(id);
            case 3 -> exit(3, true);
            default -> {
                freeze();
                // If it thaws, it comes to the same place again.
                doTo(run, CHECK_NANOS, () -> evil(run, kind));
            }
        }
    }

    private void fail(Run run) {
        switch (random.nextInt(4)) {
            case 0 -> {
                freeze();
                doTo(run, CHECK_NANOS, () -> succeed(run, run.part.end()));
            }
            case 1 -> ears.overMemory(id);
            default -> exit(STATUSES[random.nextInt(STATUSES.length)], random.nextInt(8) == 0);
        }
    }

    private void progress(Run run) {
        long finishedTo = position(run);
        ears.said(this, () -> ears.progressed(id, run.id, finishedTo));
    }

    private void returnPrefix(Run run) {
        if (run.over || spinning) {
            return;
        }
        boolean begun = run.beganNanos >= 0;
        long finishedTo = begun ? position(run) : run.part.start();
        if (begun && finishedTo == run.part.start()) {
            in((long) Math.ceil(run.unitNanos), () -> returnPrefix(run));
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
        if (run.over || spinning) {
            return;
        }
        run.over = true;
        runs.remove(run.id);
        boolean first = inHand.peekFirst() == run;
        inHand.remove(run);
        ears.said(this, () -> ears.ended(id, run.id, outcome));
        @Nullable Run next = inHand.peekFirst();
        if (first && next != null) {
            begin(next);
        }
        leaveIfIdle();
    }

    private void leaveIfIdle() {
        if (leaving && inHand.isEmpty()) {
            // It closes its stream behind its reports, and waits for the other side to do so too.
            ears.said(this, () -> in(0, () -> exit(0, false)));
        }
    }

    private boolean chance(double share) {
        return agenda.nowNanos() < climate.roughNanos() && random.nextDouble() < share;
    }
}
