package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.DeathCause;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a worker died, from the way it ended and from our own reason to kill it. Immutable.
 *
 * <p>Our reason counts only if SIGKILL was what ended it: a worker may crash between our decision
 * and our signal, and its link is lost by every death.
 */
record MemberDeath(Member member, WorkerExit exit) {
    /** Whether it died by our hand. */
    boolean isOurs() {
        return member.sentence != null && exit.signal() == WorkerExit.SIGKILL;
    }

    /** The end of an attempt that the worker had in its hands. */
    AttemptOutcome.WorkerEnded endOf(AttemptId attempt) {
        DeathCause cause = causeFor(attempt);
        String message = "worker " + member.id + " " + describe();
        return new AttemptOutcome.WorkerEnded(
                cause, new Failure(reason(cause), message, details(), ""));
    }

    /** Whether the worker is to blame, and not somebody outside. */
    boolean isOwnFault() {
        return cause().charged();
    }

    /** Whether it had more memory than it may. */
    boolean isOfMemory() {
        DeathCause cause = cause();
        return cause == DeathCause.HEAP_OOM || cause == DeathCause.MEMORY_LIMIT;
    }

    /** What happened, for people. */
    String describe() {
        Member.Sentence sentence = member.sentence;
        return sentence != null && isOurs() ? "was killed: " + sentence.why() : exit.describe();
    }

    private DeathCause causeFor(AttemptId attempt) {
        DeathCause cause = cause();
        if (isOfMemory() && member.warmth.warms != null) {
            // The warm-up beside it may have had the memory; when it is tried again, it shows.
            return DeathCause.WORKER_LOST;
        }
        // Those that waited behind one that did not stop had no part in it.
        return cause == DeathCause.STOPPED && !member.overdue.contains(attempt)
                ? DeathCause.WORKER_LOST
                : cause;
    }

    private DeathCause cause() {
        Member.Sentence sentence = member.sentence;
        if (sentence != null && isOurs()) {
            return sentence.cause();
        } else if (exit.heapFull()) {
            return DeathCause.HEAP_OOM;
        } else if (exit.signal() == WorkerExit.SIGKILL && exit.kernelLackedMemory()) {
            return DeathCause.MEMORY_LIMIT;
        } else if (exit.isFromOutside()) {
            return DeathCause.WORKER_LOST;
        }
        return exit.signal() > 0 ? DeathCause.SIGNALLED : DeathCause.EXITED;
    }

    private static ErrorReason reason(DeathCause cause) {
        return switch (cause) {
            case HEAP_OOM -> ErrorReason.HEAP_OOM;
            case MEMORY_LIMIT -> ErrorReason.MEMORY_LIMIT;
            case UNRESPONSIVE, FROZEN -> ErrorReason.STALLED;
            case EXITED, SIGNALLED, STOPPED, WORKER_LOST -> ErrorReason.WORKER_LOST;
        };
    }

    private Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        details.put("worker", member.id.toString());
        if (exit.signal() > 0) {
            details.put("signal", exit.signalName());
        } else {
            details.put("exit_code", Integer.toString(exit.status()));
        }
        if (exit.pid() > 0) {
            details.put("pid", Long.toString(exit.pid()));
        }
        if (exit.peakRssBytes() > 0) {
            details.put("peak_rss_bytes", Long.toString(exit.peakRssBytes()));
        }
        return details;
    }
}
