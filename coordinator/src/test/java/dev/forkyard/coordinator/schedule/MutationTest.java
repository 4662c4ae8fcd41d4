package dev.forkyard.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation finds what is wrong: flaws are planted in the core and the fleet, and each must be
 * found.
 */
class MutationTest {
    private static final int SEEDS_MAX = 10_000;

    /** More than any flaw below needs. */
    private static final int SEEDS_UNCHANGED = 1_000;

    private static final List<Mutant> MUTANTS =
            List.of(
                    new Mutant(
                            "loses the result of an attempt that was told to stop",
                            "schedule/ResultRules",
                            "boolean nothing = finishedTo == part.start();",
                            "boolean nothing = finishedTo == part.start() || lease.isTimedOut();"),
                    new Mutant(
                            "forgets the rest of a part that was yielded",
                            "schedule/ResultRules",
                            "giveBack(lease, rest);",
                            "lease.stage.leased.remove(rest.range());"),
                    new Mutant(
                            "hands the same piece out twice",
                            "schedule/StageState",
                            "due.isEmpty() ? retries.removeFirst() : due.removeFirst();",
                            "due.isEmpty() ? retries.removeFirst() : due.getFirst();"),
                    new Mutant(
                            "takes the end of an attempt that has ended",
                            "schedule/AttemptRules",
                            "Lease lease = state.inHand.remove(event.attempt());",
                            "Lease lease = state.inHand.remove(event.attempt());\n"
                                    + "if (lease == null) {"
                                    + " lease = state.accepting.get(event.attempt()); }"),
                    new Mutant(
                            "charges those who only shared a worker",
                            "schedule/FailureRules",
                            "boolean several = lease.slot.diedWithSeveral;",
                            "boolean several = false;"),
                    new Mutant(
                            "charges a kill from outside",
                            "schedule/DeathCause",
                            "WORKER_LOST(false);",
                            "WORKER_LOST(true);"),
                    new Mutant(
                            "charges what stood behind an attempt that did not stop",
                            "schedule/FailureRules",
                            "if (cause == DeathCause.STOPPED) {",
                            "if (cause == DeathCause.STOPPED && lease.isTimedOut()) {"),
                    new Mutant(
                            "forgets the timer of an attempt that made progress",
                            "schedule/ClockRules",
                            "set(lease, dueNanos(lease));\n        } else {",
                            "lease.turnNanos = nowNanos;\n        } else {"),
                    new Mutant(
                            "forgets the clock of an attempt whose start was not heard of",
                            "schedule/ClockRules",
                            "set(lease, nowNanos + BEGUN_LATEST_NANOS);",
                            "lease.turnNanos = nowNanos;"),
                    new Mutant(
                            "lets a job that runs time out as if it queued",
                            "schedule/ClockRules",
                            "state.timers.cancel(lease.job.queueTimer);",
                            ""),
                    new Mutant(
                            "lets time pass unnoticed while a worker is idle",
                            "schedule/YieldRules",
                            "!state.idle.isEmpty() && !state.inHand.isEmpty();",
                            "false;"),
                    new Mutant(
                            "forgets a piece that waited to be tried again",
                            "schedule/StageState",
                            "due.addLast(piece);",
                            ""),
                    new Mutant(
                            "leaves a piece lying that waited long enough",
                            "schedule/LiveJob",
                            "waits--;\n        order.workChanged(stage);",
                            "waits--;"),
                    new Mutant(
                            "hands a worker more than it was offered for",
                            "schedule/SlotState",
                            "tasksLeft--;",
                            ""),
                    new Mutant(
                            "hands a worker more than its credits",
                            "schedule/SchedulerState",
                            "return slot.apart == 0 && slot.attempts() < config.creditsMax();",
                            "return slot.apart == 0 && slot.attempts() <= config.creditsMax();"),
                    new Mutant(
                            "puts a piece that must be alone behind another",
                            "schedule/Assignment",
                            "return !alone && (",
                            "return ("),
                    new Mutant(
                            "goes on handing out behind an end that was taken back",
                            "schedule/SchedulerState",
                            "if (lease.goesOn(ending)) {\n            slotChanged(lease.slot);",
                            "if (lease.goesOn(ending)) {"),
                    new Mutant(
                            "gives a piece up one death too early",
                            "schedule/FailureRules",
                            "|| piece.deaths() >= policy.workerDeathsMax()",
                            "|| piece.deaths() + 1 >= policy.workerDeathsMax()"),
                    new Mutant(
                            "loses the middle when it cuts a piece in two",
                            "schedule/FailureRules",
                            "new UnsignedRange(cut, range.end())",
                            "new UnsignedRange(cut + 1, range.end())"),
                    new Mutant(
                            "counts a part as finished that was so only in part",
                            "schedule/ResultRules",
                            "lease.accepted = prefix;",
                            "lease.accepted = lease.part();"),
                    new Mutant(
                            "counts a result twice",
                            "schedule/ResultRules",
                            "Lease lease = state.accepting.remove(event.attempt());",
                            "Lease lease = state.accepting.get(event.attempt());"),
                    new Mutant(
                            "ends a job whose results are on their way",
                            "schedule/LiveJob",
                            "return inHand.isEmpty() && accepting.isEmpty() &&",
                            "return inHand.isEmpty() &&"),
                    new Mutant(
                            "hands out to a slot that refused",
                            "schedule/AttemptRules",
                            "if (died || refused) {",
                            "if (died) {"),
                    new Mutant(
                            "uses a worker again that is to be killed",
                            "schedule/SchedulerState",
                            "slot.open = slot.tasksLeft > 0 && !slot.retired;",
                            "slot.open = slot.tasksLeft > 0;"),
                    new Mutant(
                            "hands out while the coordinator drains",
                            "schedule/SchedulerState",
                            "boolean held = draining && !job.ephemeral;",
                            "boolean held = false;"),
                    new Mutant(
                            "stops only one attempt of a job that is over",
                            "schedule/JobRules",
                            "job.inHand.forEach(this::stop);",
                            "for (Lease one : job.inHand) { stop(one); break; }"),
                    new Mutant(
                            "hands out more than its reader has room for",
                            "schedule/ReaderRoom",
                            "return all ? end : takenTo + shape.window();",
                            "return end;"),
                    new Mutant(
                            "goes on anywhere in a stage that is read in order",
                            "schedule/StageState",
                            "room == null ? bestHole(job, slot, width) : room.open(unassigned);",
                            "bestHole(job, slot, width);"),
                    new Mutant(
                            "leaves a stage lying whose reader made room",
                            "schedule/LiveJob",
                            "if (news) {\n            order.workChanged(stages.get(index));",
                            "if (news) {"),
                    new Mutant(
                            "goes on behind a gap that no reader can pass",
                            "schedule/FailureRules",
                            "boolean read = blame.stage().room != null;",
                            "boolean read = false;"),
                    new Mutant(
                            "lets a retry begin before the killed worker is gone",
                            "fleet/FleetKills",
                            "String why = member.sentence == null ? \"\" : member.sentence.why();",
                            "String why = \"\";\n"
                                    + "for (var attempt : member.inHand.keySet()) {"
                                    + " state.emit(new FleetCommand.EndAttempt(member.id, attempt,"
                                    + " new dev.forkyard.coordinator.schedule.AttemptOutcome"
                                    + ".WorkerEnded(DeathCause.STOPPED,"
                                    + " dev.forkyard.common.error.Failure.of("
                                    + "dev.forkyard.common.error.ErrorReason.WORKER_LOST, why)))); }\n"
                                    + " member.inHand.clear();"),
                    new Mutant(
                            "forgets what a dead worker had in its hands",
                            "fleet/Fleet",
                            "for (AttemptId attempt : member.inHand.keySet()) {",
                            "for (AttemptId attempt : member.overdue) {"),
                    new Mutant(
                            "never finds a worker that is frozen",
                            "fleet/FleetHeartbeats",
                            "kills.killAtOnce(member, DeathCause.FROZEN, why);",
                            ""),
                    new Mutant(
                            "forgets the grace of an attempt that was told to stop",
                            "fleet/FleetAttempts",
                            "Grace grace = before.atMost(nowNanos, killGraceNanos);",
                            "Grace grace = before;"));

    static Stream<Mutant> mutants() {
        return MUTANTS.stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void simulationFindsTheFlaw(Mutant mutant, @TempDir Path directory) {
        LongConsumer simulation = mutant.load(directory);

        long found = firstFailure(simulation, SEEDS_MAX);

        System.out.printf("simulation: %s: found by seed %d%n", mutant.flaw(), found);
        assertThat(found).as(mutant.flaw()).isBetween(1L, (long) SEEDS_MAX);
    }

    @Test
    void simulationFindsNothingInTheCoreAsItIs(@TempDir Path directory) {
        LongConsumer simulation = Mutant.loadUnchanged(directory);

        assertThat(firstFailure(simulation, SEEDS_UNCHANGED)).isEqualTo(-1);
    }

    /** The first seed that finds something, −1 if none does. */
    private static long firstFailure(LongConsumer simulation, int seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            try {
                simulation.accept(seed);
            } catch (AssertionError found) {
                return seed;
            }
        }
        return -1;
    }
}
