package dev.forkyard.coordinator.schedule;

/** One execution for each kind of command. Called on the loop thread; never blocks. */
public interface CommandPort {
    void execute(Command.RecordJob command);

    void execute(Command.PlanJob command);

    void execute(Command.AdmitJob command);

    void execute(Command.RefuseJob command);

    void execute(Command.StartAttempt command);

    void execute(Command.CancelAttempt command);

    void execute(Command.YieldAttempt command);

    void execute(Command.AcceptResult command);

    void execute(Command.DiscardResult command);

    void execute(Command.NoteFailure command);

    void execute(Command.GatherJob command);

    void execute(Command.EndJob command);
}
