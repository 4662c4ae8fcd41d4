package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import java.util.List;
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
    long startedNanos = -1;

    /** Run time given to the job, expected for running tasks, measured for ended ones. */
    double servedNanos;

    /** When a worker last turned to it, or when it last became ready. */
    long waitingSinceNanos;

    ReadyQueue.@Nullable Key readyKey;

    /** Whether a snapshot of it is to be taken. */
    boolean isInChanged;

    /** Its state in its last snapshot. */
    JobState shownState = JobState.QUEUED;

    /** How it will end once nothing of it is under way; null while it is wanted. */
    @Nullable JobState stoppingAs;

    @Nullable Failure failure;

    final GivenUp givenUp = new GivenUp();

    /** Runs until its first task began, if it has a limit. */
    @Nullable Timer queueTimer;

    @Nullable Timer deadlineTimer;

    final JobProgress progress = new JobProgress();

    private JobStages order = new JobStages(List.of());
    private int waits;
    private long tasks;
    long version;

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
        order = new JobStages(shapes);
        stages = order.all;
        shapes.forEach(progress::opened);
        phase = Phase.OPEN;
    }

    boolean isFinished() {
        return phase == Phase.OPEN && order.isFinished();
    }

    boolean isStopping() {
        return stoppingAs != null;
    }

    /** Whether no worker, store, planner or gatherer owes an event for it. */
    boolean isQuiet() {
        return inHand.isEmpty() && accepting.isEmpty() && phase == Phase.OPEN;
    }

    boolean hasWork() {
        return phase == Phase.OPEN && !isStopping() && order.hasWork();
    }

    /** The stage to go on with for a slot: its last one, else the first that has work. */
    StageState nextStage(SlotState slot) {
        return order.next(slot.lastStageOf(this));
    }

    int stagesFinished() {
        return order.finished;
    }

    void handedOut(Lease lease) {
        inHand.addLast(lease);
        progress.handedOut(lease);
        order.workChanged(lease.stage);
    }

    void takenBack(Lease lease) {
        inHand.take(lease);
        progress.takenBack(lease, inHand.isEmpty());
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
        order.workChanged(stage);
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
        progress.givenUp(stage, piece.range());
        order.finishedChanged(stage);
    }

    void accepted(Lease lease, long runNanos) {
        lease.stage.finish(lease.accepted, lease.slot, runNanos);
        progress.accepted(lease, runNanos);
        order.finishedChanged(lease.stage);
    }

    /** The reader of a stage took its numbers below one; false if that is no news. */
    boolean taken(int index, long to) {
        boolean news = index >= 0 && index < stages.size() && stages.get(index).taken(to);
        if (news) {
            order.workChanged(stages.get(index));
        }
        return news;
    }

    /** Whether any number of it was worked off. */
    boolean hasSucceeded() {
        return progress.tasksFinished > 0;
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

    private void returned(StageState stage, Piece piece) {
        progress.returned(stage, piece.range());
        order.workChanged(stage);
    }
}
