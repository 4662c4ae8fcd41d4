package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;

/**
 * One number for a sequence of commands, equal on every machine: no identity hash of an enum gets
 * into it. Confined to one thread.
 */
final class CommandDigest implements CommandPort {
    private long value = 1;

    long value() {
        return value;
    }

    @Override
    public void execute(Command.RecordJob command) {
        mix(1, command.job());
    }

    @Override
    public void execute(Command.PlanJob command) {
        mix(2, command.job());
    }

    @Override
    public void execute(Command.AdmitJob command) {
        mix(3, command.job());
    }

    @Override
    public void execute(Command.RefuseJob command) {
        mix(4, command.job());
        mix(command.reason().name().hashCode());
    }

    @Override
    public void execute(Command.StartAttempt command) {
        mix(5, command.attempt());
        mix(command.worker().number());
        mix(command.stage());
        mix(command.part().start());
        mix(command.part().end());
    }

    @Override
    public void execute(Command.CancelAttempt command) {
        mix(6, command.attempt());
    }

    @Override
    public void execute(Command.YieldAttempt command) {
        mix(7, command.attempt());
    }

    @Override
    public void execute(Command.AcceptResult command) {
        mix(8, command.attempt());
        mix(command.part().end());
    }

    @Override
    public void execute(Command.DiscardResult command) {
        mix(9, command.attempt());
    }

    @Override
    public void execute(Command.NoteFailure command) {
        mix(13, command.failure().attempt().job());
    }

    @Override
    public void execute(Command.GatherJob command) {
        mix(10, command.job());
    }

    @Override
    public void execute(Command.EndJob command) {
        mix(11, command.job().id());
        mix(command.job().state().name().hashCode());
        mix(command.job().version());
    }

    private void mix(int kind, AttemptId attempt) {
        mix(kind, attempt.job());
        mix(attempt.task().number());
        mix(attempt.number());
    }

    private void mix(int kind, JobId job) {
        mix(kind);
        mix(job.value().hashCode());
    }

    /** The multiplier is that of Knuth's MMIX generator: odd, and its high bits are well mixed. */
    private void mix(long number) {
        value = (value ^ number) * 6364136223846793005L;
        value ^= value >>> 29;
    }
}
