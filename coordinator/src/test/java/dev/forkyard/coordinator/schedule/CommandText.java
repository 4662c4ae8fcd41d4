package dev.forkyard.coordinator.schedule;

import java.util.ArrayList;
import java.util.List;

/** Commands as short lines, so that tests can name them exactly. Confined to one thread. */
final class CommandText implements CommandPort {
    private final List<String> lines = new ArrayList<>();

    static List<String> of(List<Command> commands) {
        CommandText text = new CommandText();
        commands.forEach(command -> command.applyTo(text));
        return List.copyOf(text.lines);
    }

    @Override
    public void execute(Command.RecordJob command) {
        lines.add("record " + command.job());
    }

    @Override
    public void execute(Command.PlanJob command) {
        lines.add("plan " + command.job());
    }

    @Override
    public void execute(Command.AdmitJob command) {
        lines.add("admit " + command.job());
    }

    @Override
    public void execute(Command.RefuseJob command) {
        lines.add("refuse " + command.job() + " " + command.reason());
    }

    @Override
    public void execute(Command.StartAttempt command) {
        lines.add(
                "start %s on %s stage %d %s"
                        .formatted(
                                command.attempt(),
                                command.worker(),
                                command.stage(),
                                command.part()));
    }

    @Override
    public void execute(Command.CancelAttempt command) {
        lines.add("cancel " + command.attempt());
    }

    @Override
    public void execute(Command.YieldAttempt command) {
        lines.add("yield " + command.attempt());
    }

    @Override
    public void execute(Command.AcceptResult command) {
        lines.add(
                "accept %s stage %d %s"
                        .formatted(command.attempt(), command.stage(), command.part()));
    }

    @Override
    public void execute(Command.DiscardResult command) {
        lines.add("discard " + command.attempt());
    }

    @Override
    public void execute(Command.NoteFailure command) {
        lines.add(
                "failed %s %s %s"
                        .formatted(
                                command.failure().attempt(),
                                command.failure().kind(),
                                command.failure().verdict()));
    }

    @Override
    public void execute(Command.GatherJob command) {
        lines.add("gather " + command.job());
    }

    @Override
    public void execute(Command.EndJob command) {
        String why = command.failure().map(failure -> " " + failure.reason()).orElse("");
        lines.add("end %s %s%s".formatted(command.job().id(), command.job().state(), why));
    }
}
