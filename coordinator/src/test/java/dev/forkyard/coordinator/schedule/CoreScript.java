package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.Priority.NORMAL;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Drives a core by hand, one event after the other, each checked in full. Confined to one thread.
 * Numbers take 1 ms each unless a stage says otherwise, so a first part is 25 of them.
 */
final class CoreScript {
    /** Targets of 100 ms and 2 ms, so that expected widths can be read off; the rest as usual. */
    private static final SchedulerConfig ROUND_NUMBERS = roundNumbers(100_000_000);

    static final JobTypeId TYPE = new JobTypeId("test", 1);
    static final long MILLI = 1_000_000;
    static final Failure DIED = Failure.of(ErrorReason.WORKER_LOST, "died");
    static final Failure THREW = Failure.of(ErrorReason.TASK_THREW, "threw");

    final Scheduler core;
    long nowNanos;
    List<Command> last = List.of();

    private final Ledger ledger;
    private final List<AttemptId> handedOut = new ArrayList<>();

    CoreScript() {
        this(ROUND_NUMBERS);
    }

    /** Parts of the only job take up to 300 ms while much is left. */
    static CoreScript withWideParts() {
        return new CoreScript(roundNumbers(300_000_000));
    }

    /** One slot, busy with the third and wide part of an only job "a", which has been paced. */
    static CoreScript inAWidePart() {
        CoreScript wide = withWideParts();
        wide.slots(1);
        wide.open("a", NORMAL, stage(100_000));
        wide.complete(wide.inHand().get(0), MILLI);
        wide.complete(wide.inHand().get(0), MILLI);
        return wide;
    }

    private static SchedulerConfig roundNumbers(long aloneNanos) {
        return new SchedulerConfig(
                10_000,
                100_000_000,
                aloneNanos,
                2_000_000,
                10_000_000_000L,
                250_000_000,
                1_000_000,
                16,
                5_000_000);
    }

    CoreScript(SchedulerConfig config) {
        this.core = new Scheduler(config);
        this.ledger = new Ledger(config);
    }

    List<String> apply(Event event) {
        last = core.apply(event);
        for (Command command : last) {
            if (command instanceof Command.StartAttempt start) {
                handedOut.add(start.attempt());
            }
        }
        Invariants.check(core.state());
        ledger.step(event, last);
        return CommandText.of(last);
    }

    void after(long nanos) {
        nowNanos += nanos;
    }

    List<String> tick() {
        return apply(new Event.TimePassed(nowNanos));
    }

    List<String> slots(long... open) {
        List<SlotOffer> workers =
                LongStream.of(open).mapToObj(n -> SlotOffer.of(new WorkerId(n))).toList();
        return apply(new Event.SlotsChanged(nowNanos, workers, Optional.empty()));
    }

    List<String> noSlots(String why) {
        return apply(new Event.SlotsChanged(nowNanos, List.of(), Optional.of(why)));
    }

    List<String> submit(String job, Priority priority, boolean ephemeral) {
        return submit(job, priority, ephemeral, ExecutionPolicy.DEFAULT);
    }

    List<String> submit(String job, Priority priority, boolean ephemeral, ExecutionPolicy limits) {
        return apply(
                new Event.JobSubmitted(
                        nowNanos, new JobId(job), TYPE, priority, ephemeral, limits));
    }

    List<String> recorded(String job) {
        return apply(new Event.JobRecorded(nowNanos, new JobId(job)));
    }

    List<String> planned(String job, StageShape... stages) {
        return apply(new Event.JobPlanned(nowNanos, new JobId(job), List.of(stages)));
    }

    /** An ephemeral job that is planned already. */
    List<String> open(String job, Priority priority, StageShape... stages) {
        return open(job, priority, ExecutionPolicy.DEFAULT, stages);
    }

    List<String> open(String job, Priority priority, ExecutionPolicy limits, StageShape... stages) {
        submit(job, priority, true, limits);
        return planned(job, stages);
    }

    List<String> cancel(String job) {
        return apply(new Event.CancelRequested(nowNanos, new JobId(job)));
    }

    List<String> broken(String job) {
        Failure failure = Failure.of(ErrorReason.INTERNAL, "broke");
        return apply(new Event.JobBroken(nowNanos, new JobId(job), failure));
    }

    List<String> gathered(String job) {
        return apply(new Event.JobGathered(nowNanos, new JobId(job)));
    }

    List<String> started(AttemptId attempt) {
        return apply(new Event.AttemptStarted(nowNanos, attempt));
    }

    List<String> succeeded(AttemptId attempt, long finishedTo, long runNanos) {
        return ended(attempt, new AttemptOutcome.Succeeded(finishedTo, runNanos));
    }

    List<String> threw(AttemptId attempt) {
        return ended(attempt, new AttemptOutcome.Threw(THREW));
    }

    List<String> died(AttemptId attempt, boolean charged) {
        return ended(
                attempt,
                new AttemptOutcome.WorkerEnded(
                        charged ? DeathCause.EXITED : DeathCause.WORKER_LOST, DIED));
    }

    List<String> died(AttemptId attempt, DeathCause cause) {
        return ended(attempt, new AttemptOutcome.WorkerEnded(cause, DIED));
    }

    List<String> progressed(AttemptId attempt, long finishedTo) {
        return apply(new Event.AttemptProgressed(nowNanos, attempt, finishedTo));
    }

    /** Slots that take so many more tasks, in pairs of worker and number. */
    List<String> offer(long... workersAndLeft) {
        List<SlotOffer> offers = new ArrayList<>();
        for (int index = 0; index < workersAndLeft.length; index += 2) {
            WorkerId worker = new WorkerId(workersAndLeft[index]);
            offers.add(new SlotOffer(worker, (int) workersAndLeft[index + 1]));
        }
        return apply(new Event.SlotsChanged(nowNanos, offers, Optional.empty()));
    }

    List<String> cancelled(AttemptId attempt) {
        return ended(attempt, new AttemptOutcome.Cancelled());
    }

    List<String> ended(AttemptId attempt, AttemptOutcome outcome) {
        return apply(new Event.AttemptEnded(nowNanos, attempt, outcome));
    }

    List<String> accepted(AttemptId attempt) {
        return apply(new Event.AcceptRecorded(nowNanos, attempt));
    }

    /** What is in hand now, in the order of handing out. */
    List<Lease> inHand() {
        return handedOut.stream().map(core.state().inHand::get).filter(Objects::nonNull).toList();
    }

    /** Ends an attempt with all of its part at so many nanoseconds a number, and records it. */
    void complete(Lease lease, double unitNanos) {
        long nanos = (long) (lease.part().widthAsDouble() * unitNanos);
        succeeded(lease.id, lease.part().end(), nanos);
        accepted(lease.id);
    }

    static AttemptId attempt(String job, long task, int number) {
        return new AttemptId(new TaskId(new JobId(job), task), number);
    }

    /** A stage of numbers that take 1 ms each. */
    static StageShape stage(long width, Integer... dependsOn) {
        return stage(width, 1, MILLI, dependsOn);
    }

    static StageShape stage(long width, long smallest, double unit, Integer... dependsOn) {
        return new StageShape(new UnsignedRange(0, width), smallest, unit, 0, List.of(dependsOn));
    }
}
