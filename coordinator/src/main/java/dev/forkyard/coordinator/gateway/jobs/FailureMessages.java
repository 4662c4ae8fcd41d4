package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.Failure;
import dev.forkyard.coordinator.schedule.AttemptFailure;
import dev.forkyard.coordinator.watch.FailedAttempt;
import dev.forkyard.coordinator.watch.GivenUpPieces;
import dev.forkyard.coordinator.watch.RunningTask;
import dev.forkyard.proto.v1.AttemptOutcome;
import dev.forkyard.proto.v1.Autopsy;
import dev.forkyard.proto.v1.FailureVerdict;
import dev.forkyard.proto.v1.JobError;
import dev.forkyard.proto.v1.Piece;
import dev.forkyard.proto.v1.Task;
import dev.forkyard.proto.v1.TaskFailure;
import dev.forkyard.proto.v1.TaskState;
import dev.forkyard.proto.wire.WireRanges;
import dev.forkyard.proto.wire.WireTimes;

/** Turns tasks and what became of them into messages. Stateless. */
final class FailureMessages {
    /** So that one failure, with four texts and a stack, stays below the limit of a message. */
    static final int TEXT_CHARS_MAX = 64 * 1024;

    private FailureMessages() {}

    /** Why there is no result. */
    static JobError error(Failure failure) {
        return error(failure, TEXT_CHARS_MAX);
    }

    /** An attempt that failed, each of its texts cut at its front, the stack at its end. */
    static TaskFailure failure(FailedAttempt failed, int textCharsMax) {
        AttemptFailure failure = failed.failure();
        TaskFailure.Builder message =
                TaskFailure.newBuilder()
                        .setTask(failure.attempt().task().number())
                        .setAttempt(failure.attempt().number())
                        .setWorker(failure.worker().toString())
                        .setStage(failure.stage())
                        .setPart(WireRanges.toWire(failure.part()))
                        .setOutcome(outcome(failure.kind()))
                        .setVerdict(verdict(failure.verdict()))
                        .setError(error(failure.failure(), textCharsMax))
                        .setEndTime(WireTimes.toWire(failed.endTime()));
        failed.autopsy()
                .map(autopsy -> autopsy(autopsy, textCharsMax))
                .ifPresent(message::setAutopsy);
        return message.build();
    }

    /** A piece that was given up. */
    static Piece piece(GivenUpPieces.Piece piece) {
        return Piece.newBuilder()
                .setStage(piece.stage())
                .setPart(WireRanges.toWire(piece.part()))
                .setTask(piece.task())
                .setOutcome(outcome(piece.kind()))
                .setMessage(piece.message())
                .build();
    }

    /** A task that a worker has in hand. */
    static Task task(RunningTask running) {
        Task.Builder task =
                Task.newBuilder()
                        .setTask(running.attempt().task().number())
                        .setAttempt(running.attempt().number())
                        .setState(TaskState.TASK_STATE_RUNNING)
                        .setWorker(running.worker().toString())
                        .setStage(running.stage())
                        .setPart(WireRanges.toWire(running.part()))
                        .setFinishedTo(running.finishedTo());
        running.startTime().map(WireTimes::toWire).ifPresent(task::setStartTime);
        return task.build();
    }

    /** A task whose attempt failed. */
    static Task task(FailedAttempt failed) {
        TaskFailure failure = failure(failed, TEXT_CHARS_MAX);
        return Task.newBuilder()
                .setTask(failure.getTask())
                .setAttempt(failure.getAttempt())
                .setState(state(failed.failure().verdict()))
                .setWorker(failure.getWorker())
                .setStage(failure.getStage())
                .setPart(failure.getPart())
                .setFailure(failure)
                .build();
    }

    /** The two enums share their names, which a test checks. */
    static AttemptOutcome outcome(AttemptFailure.Kind kind) {
        return AttemptOutcome.valueOf("ATTEMPT_OUTCOME_" + kind.name());
    }

    private static FailureVerdict verdict(AttemptFailure.Verdict verdict) {
        return switch (verdict) {
            case RETRIED -> FailureVerdict.FAILURE_VERDICT_RETRIED;
            case BISECTED -> FailureVerdict.FAILURE_VERDICT_BISECTED;
            case QUARANTINED -> FailureVerdict.FAILURE_VERDICT_QUARANTINED;
            case GIVEN_UP -> FailureVerdict.FAILURE_VERDICT_GIVEN_UP;
            case DROPPED -> FailureVerdict.FAILURE_VERDICT_DROPPED;
        };
    }

    private static TaskState state(AttemptFailure.Verdict verdict) {
        return switch (verdict) {
            case RETRIED, BISECTED -> TaskState.TASK_STATE_QUEUED;
            case QUARANTINED -> TaskState.TASK_STATE_QUARANTINED;
            case GIVEN_UP -> TaskState.TASK_STATE_FAILED;
            case DROPPED -> TaskState.TASK_STATE_CANCELLED;
        };
    }

    private static JobError error(Failure failure, int stackCharsMax) {
        return JobError.newBuilder()
                .setReason(failure.reason().name())
                .setMessage(failure.message())
                .putAllDetails(failure.details())
                .setRemoteStack(head(failure.stack(), stackCharsMax))
                .build();
    }

    private static Autopsy autopsy(
            dev.forkyard.coordinator.engine.Autopsy autopsy, int textCharsMax) {
        Autopsy.Builder message =
                Autopsy.newBuilder()
                        .setHow(autopsy.how())
                        .setSignal(autopsy.signal())
                        .setStdout(tail(autopsy.stdout(), textCharsMax))
                        .setStderr(tail(autopsy.stderr(), textCharsMax))
                        .setThreadDump(head(autopsy.threadDump(), textCharsMax))
                        .setPeakRssBytes(autopsy.peakRssBytes())
                        .setCpuTime(WireTimes.toWire(autopsy.cpuTime()))
                        .setErrorFile(head(autopsy.errorFile(), textCharsMax));
        if (autopsy.exitStatus() >= 0) {
            message.setExitCode(autopsy.exitStatus());
        }
        return message.build();
    }

    /** The newest output counts. */
    private static String tail(String text, int charsMax) {
        int start = text.length() - charsMax;
        if (start <= 0) {
            return text;
        }
        return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
    }

    /** The first frames count. */
    private static String head(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
        return text.substring(0, end);
    }
}
