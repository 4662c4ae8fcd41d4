package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A job from its submission to its end. Confined to the loop thread. */
final class LiveJob {
    /** What the job waits for. */
    enum Phase {
        /** The store. */
        RECORDING,
        /** The planner. */
        PLANNING,
        /** Its tasks. */
        OPEN,
        /** The gatherer. */
        GATHERING
    }

    final JobId id;
    final JobTypeId type;
    final Priority priority;
    final boolean ephemeral;
    final ExecutionPolicy policy;
    final long sequence;
    final long createdNanos;

    /** What jobs of its type measured, for the time before it has a measure of its own. */
    final Pace typePace;

    /** Attempts that workers have in hand. */
    final Chain<Lease> inHand = new Chain<>();

    /** Attempts whose results are on the way to the store. */
    final Chain<Lease> accepting = new Chain<>();

    Phase phase;
    List<StageState> stages = List.of();
    int stagesFinished;
    long startedNanos = -1;

    /** Run time given to the job, expected for running tasks, measured for ended ones. */
    double servedNanos;

    /** When a worker last turned to it, or when it last became ready. */
    long waitingSinceNanos;

    ReadyQueue.@Nullable Key readyKey;

    /** Whether a snapshot of it is to be taken. */
    boolean isInChanged;

    /** How it will end once nothing of it is under way; null while it is wanted. */
    @Nullable JobState stoppingAs;

    @Nullable Failure failure;

    final GivenUp givenUp = new GivenUp();

    /** Runs until its first task began, if it has a limit. */
    @Nullable Timer queueTimer;

    @Nullable Timer deadlineTimer;

    private final TreeMap<Integer, StageState> withWork = new TreeMap<>();
    private int waits;
    private long tasks;
    private long version;
    private long tasksFinished;
    private long attemptsLost;
    private long workerNanos;
    private double expectedNanos;
    private double doneNanos;

    /** Expected run time of what the attempts in hand have finished. */
    private double progressNanos;

    private double waitingNanos;

    LiveJob(Event.JobSubmitted event, long sequence, Pace typePace) {
        this.typePace = typePace;
        this.id = event.job();
        this.type = event.type();
        this.priority = event.priority();
        this.ephemeral = event.ephemeral();
        this.policy = event.policy();
        this.sequence = sequence;
        this.createdNanos = event.atNanos();
        this.waitingSinceNanos = event.atNanos();
        this.phase = ephemeral ? Phase.PLANNING : Phase.RECORDING;
    }

    void open(List<StageShape> shapes) {
        List<StageState> opened = new ArrayList<>(shapes.size());
        for (StageShape shape : shapes) {
            StageState stage = new StageState(opened.size(), shape);
            for (int needed : shape.dependsOn()) {
                opened.get(needed).dependents.add(stage);
                stage.openDependencies++;
            }
            double nanos = shape.extent().widthAsDouble() * shape.unitNanos();
            expectedNanos += nanos;
            waitingNanos += nanos;
            opened.add(stage);
        }
        stages = opened;
        phase = Phase.OPEN;
        // Without those that stand behind an unfinished one: they follow in stageFinished.
        List<StageState> free = opened.stream().filter(s -> s.openDependencies == 0).toList();
        for (StageState stage : free) {
            if (stage.isFinished()) {
                stageFinished(stage);
            }
            workChanged(stage);
        }
    }

    boolean isFinished() {
        return phase == Phase.OPEN && stagesFinished == stages.size();
    }

    boolean isStopping() {
        return stoppingAs != null;
    }

    /** Whether no worker, store, planner or gatherer owes an event for it. */
    boolean isQuiet() {
        return inHand.isEmpty() && accepting.isEmpty() && phase == Phase.OPEN;
    }

    boolean hasWork() {
        return phase == Phase.OPEN && !isStopping() && !withWork.isEmpty();
    }

    /** The stage to go on with for a slot: its last one, else the first that has work. */
    StageState nextStage(SlotState slot) {
        int last = slot.lastStageOf(this);
        boolean goesOn = last >= 0 && stages.get(last).isListed;
        return goesOn ? stages.get(last) : withWork.firstEntry().getValue();
    }

    void workChanged(StageState stage) {
        boolean hasWork = stage.hasWork();
        if (hasWork != stage.isListed) {
            stage.isListed = hasWork;
            if (hasWork) {
                withWork.put(stage.index, stage);
            } else {
                withWork.remove(stage.index);
            }
        }
    }

    /** How long the work that nobody has in hand will take one worker. */
    double waitingNanos(StageState current) {
        double hint = current.shape.unitNanos();
        double units = current.waitingUnits();
        return Math.max(0, waitingNanos - units * hint) + units * current.pace.unitNanos();
    }

    void handedOut(Lease lease) {
        inHand.addLast(lease.inJob);
        waitingNanos -= lease.part().widthAsDouble() * lease.stage.shape.unitNanos();
        workChanged(lease.stage);
    }

    void takenBack(Lease lease) {
        inHand.take(lease.inJob);
        // Without the rounding errors of all that came and went.
        progressNanos = inHand.isEmpty() ? 0 : progressNanos - lease.finishedNanos();
    }

    void progressed(Lease lease, long finishedTo) {
        progressNanos -= lease.finishedNanos();
        lease.finishedTo = finishedTo;
        progressNanos += lease.finishedNanos();
    }

    void giveBack(StageState stage, Piece piece) {
        stage.giveBack(piece);
        returned(stage, piece);
    }

    void letWait(StageState stage, Piece piece, Timer timer) {
        stage.letWait(new StageState.Waiting(piece, timer));
        waits++;
        returned(stage, piece);
    }

    void waitedEnough(StageState stage, Piece piece) {
        stage.waitedEnough(piece);
        waits--;
        workChanged(stage);
    }

    /** Ends all waiting; nobody wants the pieces any more. */
    void stopWaiting(Timers timers) {
        for (StageState stage : waits == 0 ? List.<StageState>of() : stages) {
            for (StageState.Waiting held : List.copyOf(stage.waiting.values())) {
                timers.cancel(held.timer());
                waitedEnough(stage, held.piece());
            }
        }
    }

    void giveUp(StageState stage, Piece piece, AttemptFailure.Kind kind, Failure why) {
        stage.giveUp(piece.range());
        givenUp.add(new GivenUpPiece(stage.index, piece.range(), kind, why.reason()), why);
        doneNanos += piece.range().widthAsDouble() * stage.shape.unitNanos();
        if (stage.isFinished()) {
            stageFinished(stage);
        }
    }

    void accepted(Lease lease, long runNanos) {
        lease.stage.finish(lease.accepted, runNanos);
        doneNanos += lease.accepted.widthAsDouble() * lease.stage.shape.unitNanos();
        tasksFinished++;
        workerNanos += runNanos;
        if (lease.stage.isFinished()) {
            stageFinished(lease.stage);
        }
    }

    /** Whether any number of it was worked off. */
    boolean hasSucceeded() {
        return tasksFinished > 0;
    }

    void attemptLost() {
        attemptsLost++;
    }

    long nextTask() {
        return ++tasks;
    }

    void changed() {
        version++;
    }

    JobState state() {
        if (isStopping()) {
            return JobState.CANCELLING;
        }
        return startedNanos < 0 ? JobState.QUEUED : JobState.RUNNING;
    }

    JobSnapshot snapshot(JobState state, OptionalLong endedNanos) {
        return new JobSnapshot(
                id,
                state,
                ephemeral,
                version,
                createdNanos,
                startedNanos < 0 ? OptionalLong.empty() : OptionalLong.of(startedNanos),
                endedNanos,
                isComplete(state) ? 1 : fraction(),
                inHand.size(),
                tasksFinished,
                attemptsLost,
                workerNanos,
                Optional.ofNullable(failure),
                stages.stream().limit(JobSnapshot.STAGES_MAX).map(StageState::snapshot).toList(),
                givenUp.first(),
                givenUp.count());
    }

    private static boolean isComplete(JobState state) {
        return state == JobState.SUCCEEDED || state == JobState.PARTIALLY_SUCCEEDED;
    }

    private void returned(StageState stage, Piece piece) {
        waitingNanos += piece.range().widthAsDouble() * stage.shape.unitNanos();
        workChanged(stage);
    }

    private double fraction() {
        double done = doneNanos + Math.max(0, progressNanos);
        return expectedNanos > 0 ? Math.min(1, done / expectedNanos) : 0;
    }

    /** Opens what waited for a stage. An empty stage is finished as soon as it would open. */
    private void stageFinished(StageState stage) {
        ArrayDeque<StageState> ended = new ArrayDeque<>();
        ended.add(stage);
        while (!ended.isEmpty()) {
            stagesFinished++;
            for (StageState dependent : ended.removeFirst().dependents) {
                dependent.openDependencies--;
                workChanged(dependent);
                if (dependent.openDependencies == 0 && dependent.isFinished()) {
                    ended.add(dependent);
                }
            }
        }
    }
}
