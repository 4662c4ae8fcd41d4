package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What outsiders know about one job that has not ended. Confined to one thread. */
final class Account {
    /** Who owes an answer about the job as a whole. */
    enum Owes {
        STORE,
        PLANNER,
        NOBODY,
        GATHERER
    }

    final JobId id;
    final ExecutionPolicy policy;
    final boolean ephemeral;
    final long createdNanos;
    final Map<AttemptId, Grant> inHand = new LinkedHashMap<>();
    final Map<AttemptId, Grant> accepting = new LinkedHashMap<>();
    Owes owes;
    List<StageAccount> stages = List.of();
    boolean planned;

    /** Whether none of its tasks began. */
    boolean queueing = true;

    /** How it must end, null while it is wanted, and why. */
    @Nullable JobState stoppingAs;

    @Nullable ErrorReason why;

    final List<GivenUpPiece> givenUp = new ArrayList<>();
    long attemptsLost;
    private final Set<AttemptId> used = new HashSet<>();
    private final Map<Long, UnsignedRange> parts = new HashMap<>();

    Account(Event.JobSubmitted event) {
        this.id = event.job();
        this.policy = event.policy();
        this.ephemeral = event.ephemeral();
        this.createdNanos = event.atNanos();
        this.owes = event.ephemeral() ? Owes.PLANNER : Owes.STORE;
    }

    void plan(List<StageShape> shapes) {
        planned = true;
        stages = shapes.stream().map(StageAccount::new).toList();
    }

    boolean isWanted() {
        return stoppingAs == null;
    }

    /** Whether nothing of it is under way, so that it ends if it is not wanted. */
    boolean isQuiet() {
        return inHand.isEmpty() && accepting.isEmpty() && owes == Owes.NOBODY;
    }

    /** Hands out a part under a name that no other part had. */
    Grant handOut(Command.StartAttempt command, SlotBook.Slot slot, long nowNanos) {
        AttemptId attempt = command.attempt();
        require(isWanted() && planned && owes == Owes.NOBODY, "not wanted: %s", command);
        require(!command.part().isEmpty(), "empty: %s", command);
        require(used.add(attempt), "used twice: %s", command);
        UnsignedRange before = parts.putIfAbsent(attempt.task().number(), command.part());
        boolean same = before == null || before.equals(command.part());
        require(same, "another part of that name: %s", command);
        for (int needed : stages.get(command.stage()).shape.dependsOn()) {
            require(isComplete(needed), "too early: %s", command);
        }
        PieceHistory piece = stages.get(command.stage()).handOut(command.part(), nowNanos);
        Grant grant = new Grant(attempt, this, command.stage(), piece, slot);
        inHand.put(attempt, grant);
        return grant;
    }

    boolean isComplete(int index) {
        StageAccount stage = stages.get(index);
        if (!stage.isWorkedOff()) {
            return false;
        }
        return !stage.shape.extent().isEmpty()
                || stage.shape.dependsOn().stream().allMatch(this::isComplete);
    }

    /** Whether every number of every stage is recorded or given up. */
    boolean isComplete() {
        for (int index = 0; index < stages.size(); index++) {
            if (!isComplete(index)) {
                return false;
            }
        }
        return planned && owes == Owes.NOBODY;
    }

    boolean hasWork(long tickNanos) {
        if (!isWanted() || owes != Owes.NOBODY) {
            return false;
        }
        for (StageAccount stage : stages) {
            if (!stage.isWorkedOff()
                    && stage.hasWork(tickNanos)
                    && stage.shape.dependsOn().stream().allMatch(this::isComplete)) {
                return true;
            }
        }
        return false;
    }

    long tasksRecorded() {
        return stages.stream().mapToLong(stage -> stage.tasksRecorded).sum();
    }

    /** The last word on a job must say what outsiders saw. */
    void checkLast(JobSnapshot last) {
        require(last.tasksRunning() == 0, "tasks run after the end of %s", last);
        require(last.tasksFinished() == tasksRecorded(), "finished tasks of %s", last);
        require(last.attemptsLost() == attemptsLost, "lost attempts of %s", last);
        require(last.givenUpPieces() == givenUp.size(), "given up pieces of %s", last);
        long named = Math.min(givenUp.size(), JobSnapshot.GIVEN_UP_MAX);
        require(last.givenUp().equals(givenUp.subList(0, (int) named)), "names of %s", last);
        for (int index = 0; index < last.stages().size(); index++) {
            StageSnapshot said = last.stages().get(index);
            StageAccount seen = stages.get(index);
            require(said.finished() == seen.recorded.size(), "finished numbers of %s", last);
            require(said.givenUp() == seen.givenUp.size(), "given up numbers of %s", last);
            require(said.tasksFinished() == seen.tasksRecorded, "tasks of stages of %s", last);
        }
    }

    private static void require(boolean holds, String message, Object detail) {
        if (!holds) {
            throw new AssertionError(message.formatted(detail));
        }
    }
}
