package dev.forkyard.coordinator.watch;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.engine.AttemptOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The attempts that workers have in hand. Thread-safe: written by the loop, read by anybody. Their
 * number is bounded by the credits of the workers.
 */
public final class RunningTasks {
    private final Map<AttemptId, RunningTask> inHand = new ConcurrentHashMap<>();
    private final WallClock clock;

    RunningTasks(WallClock clock) {
        this.clock = clock;
    }

    /** A worker got an attempt. */
    public void handedOut(AttemptOrder order) {
        inHand.put(
                order.attempt(),
                new RunningTask(
                        order.attempt(),
                        order.slot(),
                        order.stage(),
                        order.part(),
                        order.part().start(),
                        Optional.empty()));
    }

    /** Its worker began it. */
    public void started(AttemptId attempt, long atNanos) {
        inHand.computeIfPresent(attempt, (id, task) -> task.started(clock.at(atNanos)));
    }

    /** It got so far. */
    public void progressed(AttemptId attempt, long finishedTo) {
        inHand.computeIfPresent(attempt, (id, task) -> task.progressed(finishedTo));
    }

    /** It is over. */
    public void ended(AttemptId attempt) {
        inHand.remove(attempt);
    }

    /** The stage of an attempt that is in hand. */
    public OptionalInt stageOf(AttemptId attempt) {
        RunningTask task = inHand.get(attempt);
        return task == null ? OptionalInt.empty() : OptionalInt.of(task.stage());
    }

    /** Those of a job, by their task's number. */
    public List<RunningTask> of(JobId job) {
        return inHand.values().stream()
                .filter(task -> task.attempt().job().equals(job))
                .sorted(
                        Comparator.comparingLong(
                                        (RunningTask task) -> task.attempt().task().number())
                                .thenComparing(task -> task.attempt().number()))
                .toList();
    }
}
