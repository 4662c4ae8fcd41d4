package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CellScript.ATTEMPT;
import static dev.forkyard.coordinator.schedule.CellScript.JOB;
import static dev.forkyard.coordinator.schedule.CellScript.POLICY;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.WorkerId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The rows of the state table: each kind of event, some in several forms. A row's name is the
 * event's, an outcome after a colon and a form in brackets. Immutable.
 */
final class CellEvents {
    private static final Failure BROKE = Failure.of(ErrorReason.INTERNAL, "broke");
    private static final LongFunction<Event> TIME = Event.TimePassed::new;

    /** By name, made for the time at which they come. */
    static final Map<String, LongFunction<Event>> BY_NAME = new LinkedHashMap<>();

    static {
        putEventsOfJobs();
        putEventsOfAttempts();
        putEventsOfAll();
    }

    private CellEvents() {}

    private static void putEventsOfJobs() {
        BY_NAME.put("JobSubmitted", now -> submitted(now, false));
        BY_NAME.put("JobSubmitted (ephemeral)", now -> submitted(now, true));
        BY_NAME.put("JobRecorded", now -> new Event.JobRecorded(now, JOB));
        BY_NAME.put("JobPlanned", now -> new Event.JobPlanned(now, JOB, List.of(CellScript.STAGE)));
        BY_NAME.put("JobPlanned (no work)", now -> new Event.JobPlanned(now, JOB, List.of()));
        BY_NAME.put("JobBroken", now -> new Event.JobBroken(now, JOB, BROKE));
        BY_NAME.put("CancelRequested", now -> new Event.CancelRequested(now, JOB));
        BY_NAME.put("ResultsTaken", now -> new Event.ResultsTaken(now, JOB, 0, 1));
        BY_NAME.put("JobGathered", now -> new Event.JobGathered(now, JOB));
    }

    private static void putEventsOfAttempts() {
        BY_NAME.put("AttemptStarted", now -> new Event.AttemptStarted(now, ATTEMPT));
        BY_NAME.put("AttemptProgressed", now -> new Event.AttemptProgressed(now, ATTEMPT, 1));
        putOutcome("Succeeded", new AttemptOutcome.Succeeded(4, 1));
        putOutcome("Succeeded (a prefix)", new AttemptOutcome.Succeeded(2, 1));
        putOutcome("Succeeded (no number)", new AttemptOutcome.Succeeded(0, 1));
        putOutcome("Threw", new AttemptOutcome.Threw(CoreScript.THREW));
        putOutcome("Cancelled", new AttemptOutcome.Cancelled());
        putOutcome("NotStarted", new AttemptOutcome.NotStarted());
        putOutcome("WorkerEnded (charged)", died(DeathCause.EXITED));
        putOutcome("WorkerEnded (not charged)", died(DeathCause.WORKER_LOST));
        putOutcome("WorkerEnded (killed to stop it)", died(DeathCause.STOPPED));
        BY_NAME.put("AcceptRecorded", now -> new Event.AcceptRecorded(now, ATTEMPT));
    }

    private static void putEventsOfAll() {
        BY_NAME.put("SlotsChanged (a free one)", now -> slots(now, 1, 2));
        BY_NAME.put("SlotsChanged (none)", now -> slots(now));
        BY_NAME.put("DrainRequested", Event.DrainRequested::new);
        BY_NAME.put("TimePassed", TIME);
        BY_NAME.put("TimePassed (queue timeout)", TIME);
        BY_NAME.put("TimePassed (attempt timeout)", TIME);
        BY_NAME.put("TimePassed (progress timeout)", TIME);
        BY_NAME.put("TimePassed (deadline)", TIME);
    }

    private static void putOutcome(String name, AttemptOutcome outcome) {
        BY_NAME.put("AttemptEnded: " + name, now -> new Event.AttemptEnded(now, ATTEMPT, outcome));
    }

    private static AttemptOutcome died(DeathCause cause) {
        return new AttemptOutcome.WorkerEnded(cause, CoreScript.DIED);
    }

    private static Event submitted(long nowNanos, boolean ephemeral) {
        return new Event.JobSubmitted(
                nowNanos, JOB, CoreScript.TYPE, Priority.NORMAL, ephemeral, POLICY);
    }

    private static Event slots(long nowNanos, long... workers) {
        List<SlotOffer> open =
                Arrays.stream(workers).mapToObj(n -> SlotOffer.of(new WorkerId(n))).toList();
        return new Event.SlotsChanged(nowNanos, open, Optional.empty());
    }
}
