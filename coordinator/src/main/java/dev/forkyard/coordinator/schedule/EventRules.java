package dev.forkyard.coordinator.schedule;

/** One rule for each kind of event: a new kind does not compile until it has one. */
public interface EventRules {
    void on(Event.JobSubmitted event);

    void on(Event.JobRecorded event);

    void on(Event.JobPlanned event);

    void on(Event.JobBroken event);

    void on(Event.CancelRequested event);

    void on(Event.SlotsChanged event);

    void on(Event.AttemptStarted event);

    void on(Event.AttemptProgressed event);

    void on(Event.AttemptEnded event);

    void on(Event.AcceptRecorded event);

    void on(Event.ResultsTaken event);

    void on(Event.JobGathered event);

    void on(Event.DrainRequested event);

    void on(Event.TimePassed event);
}
