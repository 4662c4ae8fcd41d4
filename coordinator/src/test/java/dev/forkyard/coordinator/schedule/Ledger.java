package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.IntervalSet;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A second opinion on the core, from its events and commands alone: what was handed out, accepted
 * and recorded. Knows nothing of the core's state. Throws {@link AssertionError} when a command
 * breaks a promise. Confined to one thread. Long, because one account book with all promises side
 * by side is easier to check than several.
 */
final class Ledger implements CommandPort {
    /** What outsiders know about one job. */
    private static final class Account {
        final ExecutionPolicy limits;
        List<StageShape> stages = List.of();
        final List<IntervalSet> accepted = new ArrayList<>();
        final List<IntervalSet> recorded = new ArrayList<>();
        final List<IntervalSet> handedOut = new ArrayList<>();
        int underWay;
        boolean planned;
        boolean asked;
        boolean gathering;
        boolean gathered;
        boolean unwanted;
        int throwsSeen;
        int lossesSeen;
        boolean ended;

        Account(ExecutionPolicy limits) {
            this.limits = limits;
        }
    }

    private record Grant(int stage, UnsignedRange part, WorkerId worker) {}

    private final int creditsMax;
    private final Map<JobId, Account> accounts = new HashMap<>();
    private final Map<AttemptId, Grant> inHand = new HashMap<>();
    private final Map<AttemptId, Grant> accepting = new HashMap<>();
    private final Map<WorkerId, Integer> load = new HashMap<>();
    private final Set<AttemptId> used = new HashSet<>();
    private final Set<JobId> submitted = new HashSet<>();
    private Set<WorkerId> open = Set.of();

    /** Workers that died with several attempts in hand. */
    private final Set<WorkerId> crowded = new HashSet<>();

    /** The attempt whose result came with the event under way and has no decision yet. */
    private final Map<AttemptId, Grant> parked = new HashMap<>();

    private final Map<String, Integer> met = new TreeMap<>();
    private final EventRules notes = new Notes();

    Ledger(int creditsMax) {
        this.creditsMax = creditsMax;
    }

    /** Checks one step of the core. */
    void step(Event event, List<Command> commands) {
        event.applyTo(notes);
        note(event);
        if (event instanceof Event.AttemptEnded ended) {
            note(ended.outcome());
        }
        for (Command command : commands) {
            command.applyTo(this);
            note(command);
        }
        require(parked.isEmpty(), "no decision about the results of %s", parked);
    }

    /** How often each kind of event, command, outcome and load of a slot came. */
    Map<String, Integer> met() {
        return met;
    }

    @Override
    public void execute(Command.RecordJob command) {
        account(command.job());
    }

    @Override
    public void execute(Command.PlanJob command) {
        Account account = account(command.job());
        require(!account.asked, "planned twice: %s", command);
        account.asked = true;
    }

    @Override
    public void execute(Command.AdmitJob command) {
        account(command.job());
    }

    @Override
    public void execute(Command.RefuseJob command) {
        require(accounts.remove(command.job()) != null, "refused a stranger: %s", command);
    }

    @Override
    public void execute(Command.StartAttempt command) {
        Account account = account(command.attempt().job());
        int index = command.stage();
        UnsignedRange part = command.part();
        require(used.add(command.attempt()), "attempt id used again: %s", command);
        require(open.contains(command.worker()), "not an open slot: %s", command);
        int ahead = load.merge(command.worker(), 1, Integer::sum);
        require(ahead <= creditsMax, "load: %s", command);
        met.merge(ahead > 1 ? "StartedAhead" : "StartedAlone", 1, Integer::sum);
        require(!account.unwanted && !account.gathering, "not wanted: %s", command);
        require(!part.isEmpty(), "empty: %s", command);
        require(account.stages.get(index).extent().covers(part), "outside: %s", command);
        for (int needed : account.stages.get(index).dependsOn()) {
            require(isComplete(account, needed), "too early: %s", command);
        }
        account.handedOut.get(index).add(part);
        account.underWay++;
        inHand.put(command.attempt(), new Grant(index, part, command.worker()));
    }

    @Override
    public void execute(Command.CancelAttempt command) {
        require(inHand.containsKey(command.attempt()), "cancelled a stranger: %s", command);
        if (command.reason() == StopReason.UNWANTED) {
            account(command.attempt().job()).unwanted = true;
        }
    }

    @Override
    public void execute(Command.YieldAttempt command) {
        require(inHand.containsKey(command.attempt()), "asked a stranger: %s", command);
    }

    @Override
    public void execute(Command.AcceptResult command) {
        Account account = account(command.attempt().job());
        require(parked.containsKey(command.attempt()), "accepted without a result: %s", command);
        require(!account.unwanted, "accepted for an unwanted job: %s", command);
        Grant grant = Objects.requireNonNull(parked.remove(command.attempt()));
        require(grant.stage() == command.stage(), "wrong stage: %s", command);
        require(grant.part().covers(command.part()), "not its part: %s", command);
        require(grant.part().start() == command.part().start(), "not a prefix: %s", command);
        account.accepted.get(command.stage()).add(command.part());
        account.handedOut.get(command.stage()).add(command.part());
        account.underWay++;
        Grant accepted = new Grant(command.stage(), command.part(), grant.worker());
        require(accepting.put(command.attempt(), accepted) == null, "twice: %s", command);
    }

    @Override
    public void execute(Command.DiscardResult command) {
        boolean wanted =
                inHand.containsKey(command.attempt()) || accepting.containsKey(command.attempt());
        require(!wanted, "discarded what is wanted: %s", command);
        parked.remove(command.attempt());
    }

    @Override
    public void execute(Command.NoteFailure command) {
        AttemptFailure failure = command.failure();
        Account account = account(failure.attempt().job());
        met.merge(failure.verdict().name(), 1, Integer::sum);
        boolean given =
                failure.verdict() == AttemptFailure.Verdict.QUARANTINED
                        || failure.verdict() == AttemptFailure.Verdict.GIVEN_UP;
        if (given && account.limits.failurePolicy() == ExecutionPolicy.FailurePolicy.CONTINUE) {
            account.recorded.get(failure.stage()).add(failure.part());
        }
    }

    @Override
    public void execute(Command.GatherJob command) {
        Account account = account(command.job());
        require(!account.gathering && !account.unwanted, "gathers: %s", command);
        for (int index = 0; index < account.stages.size(); index++) {
            require(isComplete(account, index), "gathers too early: %s", command);
        }
        account.gathering = true;
    }

    @Override
    public void execute(Command.EndJob command) {
        Account account = account(command.job().id());
        require(account.underWay == 0, "ended with tasks under way: %s", command);
        require(command.job().state().ended(), "has not ended: %s", command);
        boolean succeeded = command.job().state() == JobState.SUCCEEDED;
        succeeded |= command.job().state() == JobState.PARTIALLY_SUCCEEDED;
        boolean whole = command.job().state() == JobState.SUCCEEDED;
        require(whole == command.failure().isEmpty(), "failure: %s", command);
        require(!succeeded || (account.gathering && account.gathered), "no answer: %s", command);
        command.failure().ifPresent(failure -> checkBlame(account, failure, command));
        account.ended = true;
        met.merge(command.job().state().name(), 1, Integer::sum);
    }

    private Account account(JobId id) {
        Account account = accounts.get(id);
        if (account == null || account.ended) {
            throw new AssertionError("command about unknown or ended " + id);
        }
        return account;
    }

    /** A job may blame its tasks only as often as they can have been the cause. */
    private static void checkBlame(Account account, Failure failure, Object command) {
        ExecutionPolicy limits = account.limits;
        if (failure.reason() == ErrorReason.TASK_THREW) {
            require(account.throwsSeen >= limits.attemptsMax(), "too few throws: %s", command);
        } else if (failure.reason() == ErrorReason.WORKER_LOST) {
            boolean lost = account.lossesSeen >= limits.workerLossesMax();
            require(lost, "too few losses: %s", command);
        }
    }

    private void note(Object kind) {
        met.merge(kind.getClass().getSimpleName(), 1, Integer::sum);
    }

    private static boolean isComplete(Account account, int index) {
        StageShape shape = account.stages.get(index);
        if (account.recorded.get(index).size() != shape.extent().width()) {
            return false;
        }
        return shape.extent().width() != 0
                || shape.dependsOn().stream().allMatch(needed -> isComplete(account, needed));
    }

    private static void require(boolean holds, String message, Object detail) {
        if (!holds) {
            throw new AssertionError(message.formatted(detail));
        }
    }

    private final class Notes implements EventRules {
        @Override
        public void on(Event.JobSubmitted event) {
            require(submitted.add(event.job()), "not a new id: %s", event);
            accounts.put(event.job(), new Account(event.policy()));
        }

        @Override
        public void on(Event.JobRecorded event) {}

        @Override
        public void on(Event.JobPlanned event) {
            Account account = accounts.get(event.job());
            if (account == null || account.ended || account.planned) {
                return;
            }
            account.planned = true;
            account.stages = event.stages();
            for (int index = 0; index < event.stages().size(); index++) {
                account.accepted.add(new IntervalSet());
                account.recorded.add(new IntervalSet());
                account.handedOut.add(new IntervalSet());
            }
        }

        @Override
        public void on(Event.JobBroken event) {
            unwanted(event.job());
        }

        @Override
        public void on(Event.CancelRequested event) {
            unwanted(event.job());
        }

        @Override
        public void on(Event.SlotsChanged event) {
            open = new HashSet<>();
            event.open().forEach(offer -> open.add(offer.worker()));
        }

        @Override
        public void on(Event.AttemptStarted event) {}

        @Override
        public void on(Event.AttemptProgressed event) {}

        @Override
        public void on(Event.AttemptEnded event) {
            Grant grant = inHand.remove(event.attempt());
            if (event.outcome() instanceof AttemptOutcome.WorkerEnded && grant != null) {
                open.remove(grant.worker());
            }
            if (grant == null) {
                return;
            }
            Account account = account(event.attempt().job());
            account.handedOut.get(grant.stage()).remove(grant.part());
            account.underWay--;
            int left = Objects.requireNonNull(load.merge(grant.worker(), -1, Integer::sum));
            if (event.outcome() instanceof AttemptOutcome.Threw) {
                account.throwsSeen++;
            } else if (event.outcome() instanceof AttemptOutcome.WorkerEnded end) {
                if (left > 0) {
                    crowded.add(grant.worker());
                }
                boolean several = crowded.contains(grant.worker());

                account.lossesSeen += end.cause().charged() && !several ? 0 : 1;
            }
            if (event.outcome() instanceof AttemptOutcome.Succeeded) {
                parked.put(event.attempt(), grant);
            }
        }

        @Override
        public void on(Event.AcceptRecorded event) {
            Grant grant = accepting.remove(event.attempt());
            if (grant != null) {
                Account account = account(event.attempt().job());
                account.recorded.get(grant.stage()).add(grant.part());
                account.underWay--;
            }
        }

        @Override
        public void on(Event.JobGathered event) {
            Account account = accounts.get(event.job());
            if (account != null) {
                account.gathered = true;
            }
        }

        private void unwanted(JobId job) {
            Account account = accounts.get(job);
            if (account != null) {
                account.unwanted = true;
            }
        }

        @Override
        public void on(Event.DrainRequested event) {}

        @Override
        public void on(Event.TimePassed event) {}
    }
}
