package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A second opinion on the core, from its events and commands alone: what is free, owed, handed out,
 * accepted, recorded and given up of each job, and so what each event must lead to. Only whom a
 * free part goes to, how wide it is and who is asked to yield is the core's own choice. Knows
 * nothing of the core's state. Throws {@link AssertionError} when a command breaks a promise or
 * does not come. Confined to one thread.
 */
final class Ledger implements CommandPort {
    private final Books books;
    private final EventRules events;
    private final Map<Object, int[]> met = new HashMap<>();

    Ledger(SchedulerConfig config) {
        this.books = new Books(config);
        this.events = new LedgerEvents(books);
    }

    /** Checks one step of the core. */
    void step(Event event, List<Command> commands) {
        books.nowNanos = event.atNanos();
        event.applyTo(events);
        List.copyOf(books.touched).forEach(books::settle);
        note(event.getClass());
        if (event instanceof Event.AttemptEnded ended) {
            note(ended.outcome().getClass());
        }
        for (Command command : commands) {
            command.applyTo(this);
            note(command.getClass());
        }
        books.checkStep();
    }

    /** How often each kind of event, command, outcome, verdict, end and load of a slot came. */
    Map<String, Integer> met() {
        Map<String, Integer> named = new TreeMap<>();
        met.forEach(
                (kind, times) -> {
                    boolean isClass = kind instanceof Class<?>;
                    String name = isClass ? ((Class<?>) kind).getSimpleName() : kind.toString();
                    named.merge(name, times[0], Integer::sum);
                });
        return named;
    }

    @Override
    public void execute(Command.RecordJob command) {
        pay(command);
    }

    @Override
    public void execute(Command.PlanJob command) {
        pay(command);
    }

    @Override
    public void execute(Command.AdmitJob command) {
        pay(command);
    }

    @Override
    public void execute(Command.RefuseJob command) {
        boolean right = books.refusals.remove(command.job()) == command.reason();
        Books.require(right, "refused: %s", command);
    }

    @Override
    public void execute(Command.StartAttempt command) {
        Account job = account(command.attempt().job());
        boolean held = books.draining && !job.ephemeral;
        Books.require(!held, "started in a drain: %s", command);
        SlotBook.Slot slot = books.slots.give(command, books.config.creditsMax());
        Grant grant = job.handOut(command, slot, books.nowNanos);
        books.inHand.put(grant.id, grant);
        boolean first = slot.inHand.isEmpty();
        for (Grant other : slot.inHand) {
            boolean apart = other.piece.alone() || grant.piece.alone();
            Books.require(!apart, "must be alone: %s", command);
        }
        slot.inHand.addLast(grant);
        if (first) {
            grant.turnNanos = books.nowNanos;
        }
        note(first ? "StartedAlone" : "StartedAhead");
    }

    @Override
    public void execute(Command.CancelAttempt command) {
        Grant grant = inHand(command.attempt());
        if (books.instead.remove(command)) {
            pay(grant.cancel(StopReason.UNWANTED));
        } else {
            pay(command);
        }
        Books.require(grant.told == null, "told twice: %s", command);
        grant.told = command.reason();
        if (grant.isTimedOut()) {
            books.slots.retire(grant.slot);
        }
    }

    @Override
    public void execute(Command.YieldAttempt command) {
        Grant grant = inHand(command.attempt());
        Books.require(!grant.asked, "asked twice: %s", command);
        grant.asked = true;
        books.owed.remove(command);
    }

    @Override
    public void execute(Command.AcceptResult command) {
        pay(command);
    }

    @Override
    public void execute(Command.DiscardResult command) {
        pay(command);
    }

    @Override
    public void execute(Command.NoteFailure command) {
        AttemptFailure failure = command.failure();
        Books.Noted noted =
                new Books.Noted(
                        failure.attempt(), failure.part(), failure.kind(), failure.verdict());
        boolean right = books.notes.remove(noted);
        Books.require(right, "noted %s but should " + books.notes, noted);
        note(failure.verdict());
    }

    @Override
    public void execute(Command.GatherJob command) {
        pay(command);
    }

    @Override
    public void execute(Command.EndJob command) {
        Account job = account(command.job().id());
        Books.Ending must = books.endings.remove(job.id);
        Books.Ending is =
                new Books.Ending(command.job().state(), command.failure().map(Failure::reason));
        Books.require(is.equals(must), "ended as %s but must as " + must, command);
        job.checkLast(command.job());
        books.jobs.remove(job.id);
        note(command.job().state());
    }

    /** Takes a command that had to come. */
    private void pay(Command command) {
        Books.require(books.owed.remove(command), "not owed: %s", command);
    }

    private Account account(JobId id) {
        Account account = books.jobs.get(id);
        Books.require(account != null, "unknown or ended: %s", id);
        return Objects.requireNonNull(account);
    }

    private Grant inHand(AttemptId id) {
        Grant grant = books.inHand.get(id);
        Books.require(grant != null, "not in hand: %s", id);
        return Objects.requireNonNull(grant);
    }

    private void note(Object kind) {
        met.computeIfAbsent(kind, any -> new int[1])[0]++;
    }
}
