package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.Optional;

/** Something that the core wants done. Immutable. Each ends as an event, but for notices. */
public sealed interface Command {
    /** Calls the one execution for this kind of command. */
    void applyTo(CommandPort port);

    /** Store the job; ends as JobRecorded or JobBroken. */
    record RecordJob(JobId job) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** Describe the job's stages; ends as JobPlanned or JobBroken. */
    record PlanJob(JobId job) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** A notice: the submitter can be told that the job is accepted. */
    record AdmitJob(JobId job) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** A notice: the job was not taken, and why. */
    record RefuseJob(JobId job, ErrorReason reason, String message) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** Execute a part; ends as AttemptEnded. */
    record StartAttempt(AttemptId attempt, WorkerId worker, int stage, UnsignedRange part)
            implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /**
     * Stop an attempt, by the death of its worker if it goes on for longer than the grace; ends as
     * AttemptEnded. Unless it is merely unwanted, its worker is not used again.
     */
    record CancelAttempt(AttemptId attempt, StopReason reason, long killGraceNanos)
            implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** Return an attempt's finished prefix soon; ends as AttemptEnded. */
    record YieldAttempt(AttemptId attempt) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /**
     * Fold and store a parked result; always ends as AcceptRecorded, after a JobBroken if it could
     * not be folded or stored.
     */
    record AcceptResult(AttemptId attempt, int stage, UnsignedRange part) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** A notice: drop a parked result, if there is one. */
    record DiscardResult(AttemptId attempt) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** A notice: an attempt failed. */
    record NoteFailure(AttemptFailure failure) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** Make the job's answer; ends as JobGathered or JobBroken. */
    record GatherJob(JobId job) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }

    /** A notice: the job is over, and the core has forgotten it. */
    record EndJob(JobSnapshot job, Optional<Failure> failure) implements Command {
        @Override
        public void applyTo(CommandPort port) {
            port.execute(this);
        }
    }
}
