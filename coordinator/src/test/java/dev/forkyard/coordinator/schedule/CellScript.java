package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One cell of the state table, played on a real core: its one job, which the store keeps, is
 * brought into a state, then one event comes. Confined to one thread.
 */
final class CellScript {
    static final JobId JOB = new JobId("a");

    /** The job's first attempt, the one that the table follows. */
    static final AttemptId ATTEMPT = CoreScript.attempt("a", 1, 1);

    /** A piece of four numbers that is never cut. */
    static final StageShape STAGE = CoreScript.stage(4, 4, CoreScript.MILLI);

    static final ExecutionPolicy POLICY = ExecutionPolicy.DEFAULT;

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** The clock that a state needs runs out after this, the one of an event later. */
    static final long SOON_NANOS = 10 * SECOND_NANOS;

    private static final long LATER_NANOS = 100 * SECOND_NANOS;

    final CoreScript core = new CoreScript();
    final ExecutionPolicy policy;

    private CellScript(String state, String event) {
        long never = ExecutionPolicy.NEVER;
        long queue = event.contains("queue timeout") ? LATER_NANOS : never;
        long attempt = event.contains("attempt timeout") ? LATER_NANOS : never;
        long progress = event.contains("progress timeout") ? LATER_NANOS : never;
        long deadline = event.contains("deadline") ? LATER_NANOS : never;
        this.policy =
                POLICY.withTimeouts(
                        queue,
                        state.contains("ATTEMPT_TIMEOUT") ? SOON_NANOS : attempt,
                        state.contains("STALLED") ? SOON_NANOS : progress,
                        deadline);
    }

    /** What the cell of a job's state and an event must say. */
    static String ofJob(String state, String event) {
        CellScript cell = new CellScript(state, event);
        setup(CellStates.JOB_BY_NAME, state).accept(cell);
        return cell.text(event, CellStates::jobNow, state);
    }

    /** The same for a job that is being stopped. */
    static String ofStoppingJob(String state, String event) {
        CellScript cell = new CellScript(state, event);
        setup(CellStates.JOB_BY_NAME, state).accept(cell);
        cell.core.cancel(JOB.value());
        return cell.text(event, CellStates::jobNow, CellStates.STOPPING + state);
    }

    /** What the cell of an attempt's state and an event must say. */
    static String ofAttempt(String state, String event) {
        CellScript cell = new CellScript(state, event);
        setup(CellStates.ATTEMPT_BY_NAME, state).accept(cell);
        return cell.text(event, CellStates::attemptNow, state);
    }

    private static Consumer<CellScript> setup(
            Map<String, Consumer<CellScript>> states, String state) {
        return Objects.requireNonNull(states.get(state), () -> "unknown state: " + state);
    }

    private String text(String name, Function<SchedulerState, String> where, String expected) {
        SchedulerState state = core.core.state();
        String before = where.apply(state);
        if (!before.equals(expected)) {
            throw new AssertionError("came to '" + before + "' instead of '" + expected + "'");
        }
        long ignored = state.ignored;
        core.after(name.contains("timeout") || name.contains("deadline") ? LATER_NANOS : 1);
        core.apply(event(name));
        String after = where.apply(state);
        String commands =
                core.last.stream()
                        .map(command -> command.getClass().getSimpleName())
                        .collect(Collectors.joining(", "));
        String next = after.equals(before) ? "stays" : "→ " + after;
        next = state.ignored > ignored ? "ignored" : next;
        return commands.isEmpty() ? next : next + ": " + commands;
    }

    private Event event(String name) {
        Event event =
                Objects.requireNonNull(CellEvents.BY_NAME.get(name), () -> "unknown event: " + name)
                        .apply(core.nowNanos);
        if (!name.startsWith(event.getClass().getSimpleName())) {
            throw new AssertionError(name + " gives " + event);
        }
        return event;
    }
}
