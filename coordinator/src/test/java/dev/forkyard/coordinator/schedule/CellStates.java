package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CellScript.ATTEMPT;
import static dev.forkyard.coordinator.schedule.CellScript.JOB;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The columns of the state table: how a job or an attempt comes there, and where one stands. */
final class CellStates {
    static final String STOPPING = "stopping ";
    static final String GONE = "gone";

    /** Phases of a job, the phase of its tasks in three forms. */
    static final Map<String, Consumer<CellScript>> JOB_BY_NAME = new LinkedHashMap<>();

    static final Map<String, Consumer<CellScript>> ATTEMPT_BY_NAME = new LinkedHashMap<>();

    static {
        JOB_BY_NAME.put(GONE, cell -> cell.core.slots(1));
        JOB_BY_NAME.put("RECORDING", CellStates::recording);
        JOB_BY_NAME.put("PLANNING", CellStates::planning);
        JOB_BY_NAME.put("OPEN, idle", CellStates::openWithoutSlot);
        JOB_BY_NAME.put("OPEN, in hand", CellStates::started);
        JOB_BY_NAME.put("OPEN, accepting", CellStates::accepting);
        JOB_BY_NAME.put("GATHERING", CellStates::gathering);

        ATTEMPT_BY_NAME.put("handed out", CellStates::handedOut);
        ATTEMPT_BY_NAME.put("started", CellStates::started);
        ATTEMPT_BY_NAME.put("yield asked", CellStates::yieldAsked);
        ATTEMPT_BY_NAME.put("told UNWANTED", CellStates::unwanted);
        ATTEMPT_BY_NAME.put("told ATTEMPT_TIMEOUT", CellStates::clockRanOut);
        ATTEMPT_BY_NAME.put("told STALLED", CellStates::clockRanOut);
        ATTEMPT_BY_NAME.put("accepting", CellStates::accepting);
        ATTEMPT_BY_NAME.put(GONE, CellStates::lost);
    }

    private CellStates() {}

    /** Where the job stands. */
    static String jobNow(SchedulerState state) {
        LiveJob job = state.jobs.get(JOB);
        if (job == null) {
            return GONE;
        }
        String phase = job.phase.name();
        if (job.phase == LiveJob.Phase.OPEN) {
            String waitsFor = job.accepting.isEmpty() ? "idle" : "accepting";
            phase += ", " + (job.inHand.isEmpty() ? waitsFor : "in hand");
        }
        return job.isStopping() ? STOPPING + phase : phase;
    }

    /** Where the attempt stands. */
    static String attemptNow(SchedulerState state) {
        if (state.accepting.containsKey(ATTEMPT)) {
            return "accepting";
        }
        Lease lease = state.inHand.get(ATTEMPT);
        if (lease == null) {
            return GONE;
        } else if (lease.stop != null) {
            return "told " + lease.stop;
        } else if (lease.yieldAsked) {
            return "yield asked";
        }
        return lease.startedNanos < 0 ? "handed out" : "started";
    }

    private static void recording(CellScript cell) {
        cell.core.slots(1);
        cell.core.submit(JOB.value(), Priority.NORMAL, false, cell.policy);
    }

    private static void planning(CellScript cell) {
        recording(cell);
        cell.core.recorded(JOB.value());
    }

    private static void openWithoutSlot(CellScript cell) {
        planning(cell);
        cell.core.slots();
        cell.core.planned(JOB.value(), CellScript.STAGE);
    }

    private static void handedOut(CellScript cell) {
        planning(cell);
        cell.core.planned(JOB.value(), CellScript.STAGE);
    }

    private static void started(CellScript cell) {
        handedOut(cell);
        cell.core.started(ATTEMPT);
    }

    private static void yieldAsked(CellScript cell) {
        started(cell);
        cell.core.apply(new Event.DrainRequested(cell.core.nowNanos));
    }

    private static void unwanted(CellScript cell) {
        started(cell);
        cell.core.cancel(JOB.value());
    }

    private static void clockRanOut(CellScript cell) {
        started(cell);
        cell.core.after(CellScript.SOON_NANOS);
        cell.core.tick();
    }

    private static void accepting(CellScript cell) {
        started(cell);
        cell.core.succeeded(ATTEMPT, 4, 1);
    }

    private static void gathering(CellScript cell) {
        accepting(cell);
        cell.core.accepted(ATTEMPT);
    }

    private static void lost(CellScript cell) {
        started(cell);
        cell.core.died(ATTEMPT, false);
    }
}
