package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The full check of what the core knows, recomputed from the leases. Throws {@link AssertionError}
 * at the first contradiction. Confined to one thread.
 */
final class Invariants {
    /** How much of a state is checked. */
    enum Depth {
        /** What can be counted quickly: sizes that must agree, and each job's phase. */
        COUNTS,
        /** All but the layout of stages with many failed pieces. */
        MOST,
        /** Everything. */
        ALL
    }

    /** A stage with more failed pieces than this is laid out at {@link Depth#ALL} only. */
    private static final int PIECES_FEW = 16;

    private final SchedulerState state;
    private final Depth depth;

    private Invariants(SchedulerState state, Depth depth) {
        this.state = state;
        this.depth = depth;
    }

    /** Checks a state between two events in full. */
    static void check(SchedulerState state) {
        check(state, Depth.ALL);
    }

    /** The same, to a depth. */
    static void check(SchedulerState state, Depth depth) {
        Invariants invariants = new Invariants(state, depth);
        if (depth == Depth.COUNTS) {
            invariants.checkCounts();
            return;
        }
        invariants.checkLeases();
        invariants.checkSlots();
        invariants.checkJobs();
        invariants.checkReady();
        invariants.checkTimers();
    }

    private void checkCounts() {
        int bySlot = 0;
        for (SlotState slot : state.slots.values()) {
            int size = slot.attempts();
            require(size == slot.inHand().size(), "miscounts: %s", slot.worker);
            bySlot += size;
            require(size <= state.config.creditsMax(), "over its credits: %s", slot.worker);
            require(!slot.open || (slot.named && !slot.retired), "is open: %s", slot.worker);
            require(!slot.open || slot.tasksLeft > 0, "none left: %s", slot.worker);
            require(slot.isInIdle == slot.isIdle(), "idle? %s", slot.worker);
        }
        require(bySlot == state.inHand.size(), "slots hold %s attempts", bySlot);
        int byJob = 0;
        int accepting = 0;
        int ready = 0;
        for (LiveJob job : state.jobs.values()) {
            byJob += job.inHand.size();
            accepting += job.accepting.size();
            ready += job.readyKey == null ? 0 : 1;
            checkPhase(job);
        }
        require(byJob == state.inHand.size(), "jobs hold %s attempts", byJob);
        require(accepting == state.accepting.size(), "jobs wait for %s records", accepting);
        require(ready == state.ready.size(), "ready jobs are %s", ready);
        require(state.ready.isEmpty() || state.idle.isEmpty(), "work and idle slots");
    }

    private void checkLeases() {
        int yields = 0;
        for (Lease lease : state.inHand.values()) {
            checkLease(lease, lease.job.inHand.holds(lease));
            require(lease.accepted.isEmpty(), "accepted in hand: %s", lease.id);
            require(state.slots.get(lease.slot.worker) == lease.slot, "lost slot of %s", lease.id);
            require(lease.slot.inHand().contains(lease), "slot does not know %s", lease.id);
            require(!state.accepting.containsKey(lease.id), "in hand and accepted: %s", lease.id);
            require(lease.stop != null || !lease.job.isStopping(), "not cancelled: %s", lease.id);
            yields += lease.yieldAsked ? 1 : 0;
        }
        for (Lease lease : state.accepting.values()) {
            checkLease(lease, lease.job.accepting.holds(lease));
            require(!lease.accepted.isEmpty(), "nothing accepted of %s", lease.id);
            require(lease.accepted.start() == lease.part().start(), "no prefix: %s", lease.id);
            require(lease.part().covers(lease.accepted), "accepted too much: %s", lease.id);
        }
        require(yields == state.yieldsUnderWay, "yields %s", state.yieldsUnderWay);
    }

    private void checkLease(Lease lease, boolean known) {
        require(known, "job does not know %s", lease.id);
        require(state.jobs.get(lease.id.job()) == lease.job, "ended job of %s", lease.id);
        require(lease.job.stages.get(lease.stage.index) == lease.stage, "stage of %s", lease.id);
        require(!lease.part().isEmpty(), "empty part of %s", lease.id);
        boolean within =
                Long.compareUnsigned(lease.part().start(), lease.finishedTo) <= 0
                        && Long.compareUnsigned(lease.finishedTo, lease.part().end()) <= 0;
        require(within, "progress outside of the part of %s", lease.id);
    }

    private void checkSlots() {
        int open = 0;
        int inHand = 0;
        int idle = 0;
        for (SlotState slot : state.slots.values()) {
            int size = slot.inHand().size();
            open += slot.open ? 1 : 0;
            idle += slot.isIdle() ? 1 : 0;
            inHand += size;
            require(!slot.open || (slot.named && !slot.retired), "is open: %s", slot.worker);
            require(!slot.open || slot.tasksLeft > 0, "none left: %s", slot.worker);
            require(slot.named || size > 0, "closed and empty but known: %s", slot.worker);
            require(size <= state.config.creditsMax(), "over its credits: %s", slot.worker);
            require(state.idle.containsKey(slot.worker) == slot.isIdle(), "idle? %s", slot.worker);
            checkCompany(slot);
            checkYieldable(slot);
        }
        require(open == state.openSlots, "open slots are %s", open);
        require(inHand == state.inHand.size(), "slots hold %s attempts", inHand);
        require(idle == state.idle.size(), "idle slots are %s", idle);
        for (SlotState slot : state.hungry.values()) {
            require(state.slots.get(slot.worker) == slot, "hungry but gone: %s", slot.worker);
        }
        require(state.ready.isEmpty() || state.idle.isEmpty(), "work and idle slots");
    }

    private void checkYieldable(SlotState slot) {
        Lease first = slot.first();
        boolean can =
                slot.open
                        && first != null
                        && !first.yieldAsked
                        && first.stop == null
                        && !first.isEnding();
        require(slot.yieldable == (can ? first : null), "yieldable? %s", slot.worker);
        if (first != null) {
            boolean known = state.yieldable.get(first.job.priority.level()).holds(slot);
            require(known == can, "known as yieldable? %s", slot.worker);
        }
    }

    private void checkCompany(SlotState slot) {
        boolean hungry = state.hungry.containsKey(slot.worker);
        int size = slot.inHand().size();
        int apart = 0;
        boolean room = slot.open && size > 0 && size < state.config.creditsMax();
        require(!hungry || room, "hungry without room: %s", slot.worker);
        for (Lease lease : slot.inHand()) {
            require(lease.slot == slot, "foreign lease %s", lease.id);
            require(state.inHand.get(lease.id) == lease, "unknown lease %s", lease.id);
            boolean alone = lease.piece.alone();
            boolean brief = lease.stage.tiny || lease.isEnding();
            apart += alone || !brief || lease.stop != null ? 1 : 0;
            require(!alone || size == 1, "not alone: %s", lease.id);
            require(!hungry || (!alone && lease.stop == null), "hungry at %s", lease.id);
        }
        require(apart == slot.apart, "attempts without company at %s", slot.worker);
        require(hungry == (room && apart == 0), "hungry? %s", slot.worker);
    }

    private void checkJobs() {
        int inHand = 0;
        int accepting = 0;
        for (Map.Entry<?, LiveJob> entry : state.jobs.entrySet()) {
            LiveJob job = entry.getValue();
            require(entry.getKey().equals(job.id), "wrong key of %s", job.id);
            inHand += job.inHand.size();
            accepting += job.accepting.size();
            checkPhase(job);
            if (!job.stages.isEmpty()) {
                checkStages(job);
            }
        }
        require(inHand == state.inHand.size(), "jobs hold %s attempts", inHand);
        require(accepting == state.accepting.size(), "jobs wait for %s records", accepting);
        require(state.jobs.size() <= state.config.jobsMax(), "too many jobs");
        require(state.jobs.keySet().containsAll(state.changed), "ended jobs in changed");
        for (LiveJob job : state.jobs.values()) {
            require(job.isInChanged == state.changed.contains(job.id), "changed? %s", job.id);
        }
    }

    private void checkPhase(LiveJob job) {
        boolean leases = !job.inHand.isEmpty() || !job.accepting.isEmpty();
        switch (job.phase) {
            case RECORDING, PLANNING -> {
                require(!leases && job.stages.isEmpty(), "too early: %s", job.id);
                require(!job.ephemeral || job.phase == LiveJob.Phase.PLANNING, "%s", job.id);
            }
            case OPEN -> {
                require(!job.isStopping() || leases, "should have ended: %s", job.id);
                require(job.isStopping() || !job.isFinished(), "should gather: %s", job.id);
                boolean waits = waits(job);
                require(!waits || !job.isStopping(), "waits for nothing: %s", job.id);
                boolean moves = leases || waits || job.hasWork() || isRead(job);
                require(job.isStopping() || moves, "is stuck: %s", job.id);
            }
            case GATHERING -> {
                require(!leases, "gathers too early: %s", job.id);
                require(job.stagesFinished() == job.stages.size(), "gathers early: %s", job.id);
            }
        }
        boolean held = state.draining && !job.ephemeral;
        require((job.readyKey != null) == (job.hasWork() && !held), "ready? %s", job.id);
        require(job.isStopping() == (job.failure != null), "failure of %s", job.id);
    }

    private static boolean waits(LiveJob job) {
        for (StageState stage : job.stages) {
            if (!stage.waiting.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a stage goes on once its reader took what it has not: there is something. */
    private static boolean isRead(LiveJob job) {
        for (StageState stage : job.stages) {
            ReaderRoom room = stage.room;
            if (room != null && stage.openDependencies == 0 && !stage.unassigned.isEmpty()) {
                long next = stage.unassigned.lowest().orElseThrow().start();
                return Long.compareUnsigned(room.takenTo(), next) < 0;
            }
        }
        return false;
    }

    private void checkStages(LiveJob job) {
        boolean[] done = new boolean[job.stages.size()];
        int finished = 0;
        StageState first = null;
        for (StageState stage : job.stages) {
            int open = 0;
            for (int needed : stage.shape.dependsOn()) {
                open += done[needed] ? 0 : 1;
            }
            done[stage.index] = open == 0 && stage.isFinished();
            finished += done[stage.index] ? 1 : 0;
            require(open == stage.openDependencies, "dependencies of %s", stage.index);
            first = first == null && stage.hasWork() ? stage : first;
            if (stage.isFinished()) {
                boolean empty = stage.unassigned.isEmpty() && stage.leased.isEmpty();
                boolean untroubled =
                        stage.retries.isEmpty() && stage.due.isEmpty() && stage.waiting.isEmpty();
                require(empty && untroubled, "finished stage %s", stage.index);
            } else if (depth == Depth.ALL
                    || stage.retries.size() + stage.waiting.size() < PIECES_FEW) {
                checkCover(job, stage);
            }
        }
        require(finished == job.stagesFinished(), "finished stages of %s", job.id);
        if (job.phase == LiveJob.Phase.OPEN && !job.isStopping()) {
            require(job.hasWork() == (first != null), "has work? %s", job.id);
        }
    }

    /** Every number of the extent in exactly one place, and leased only what leases say. */
    private static void checkCover(LiveJob job, StageState stage) {
        List<UnsignedRange> places = new ArrayList<>(stage.unassigned.ranges());
        for (Piece piece : stage.retries) {
            require(piece.hasRecord(), "retry without a record in stage %s", stage.index);
            places.add(piece.range());
        }
        stage.due.forEach(piece -> places.add(piece.range()));
        for (StageState.Waiting held : stage.waiting.values()) {
            require(held.piece().hasRecord(), "waits without a record in stage %s", stage.index);
            require(held.timer().isSet(), "waits for ever in stage %s", stage.index);
            places.add(held.piece().range());
        }
        places.addAll(stage.givenUp.ranges());
        places.addAll(stage.finished.ranges());
        long leased = 0;
        for (Lease lease : job.inHand) {
            leased += lease.stage == stage ? place(lease.part(), stage, places) : 0;
        }
        for (Lease lease : job.accepting) {
            leased += lease.stage == stage ? place(lease.accepted, stage, places) : 0;
        }
        require(leased == stage.leased.size(), "leased numbers of stage %s", stage.index);
        places.sort((one, two) -> Long.compareUnsigned(one.start(), two.start()));
        long next = stage.shape.extent().start();
        for (UnsignedRange place : places) {
            require(place.start() == next, "%s lies wrong", place);
            next = place.end();
        }
        require(next == stage.shape.extent().end(), "stage %s ends early", stage.index);
    }

    private static long place(UnsignedRange range, StageState stage, List<UnsignedRange> places) {
        boolean held = stage.leased.holds(range);
        require(held, "%s is not leased", range);
        places.add(range);
        return range.width();
    }

    /** Every timer belongs to what is alive, and nothing that needs one is without. */
    private void checkTimers() {
        int set = 0;
        for (LiveJob job : state.jobs.values()) {
            set += isSet(job.queueTimer) + isSet(job.deadlineTimer);
            require(!job.isStopping() || isSet(job.queueTimer) == 0, "queues: %s", job.id);
            for (StageState stage : job.stages) {
                set += stage.waiting.size();
            }
        }
        for (Lease lease : state.inHand.values()) {
            set += isSet(lease.timer);
            boolean timed =
                    lease.job.policy.attemptTimeoutNanos() != ExecutionPolicy.NEVER
                            || lease.job.policy.progressTimeoutNanos() != ExecutionPolicy.NEVER;
            boolean turn = lease.startedNanos >= 0 || lease.slot.first() == lease;
            boolean ticks = timed && turn && lease.stop == null && !lease.slot.retired;
            require(!ticks || isSet(lease.timer) == 1, "no clock: %s", lease.id);
            require(lease.stop == null || isSet(lease.timer) == 0, "clock: %s", lease.id);
        }
        for (Lease lease : state.accepting.values()) {
            require(isSet(lease.timer) == 0, "clock of an ended attempt: %s", lease.id);
        }
        require(set == state.timers.size(), "timers of the living are %s", set);
    }

    private static int isSet(@Nullable Timer timer) {
        return timer != null && timer.isSet() ? 1 : 0;
    }

    private void checkReady() {
        int size = 0;
        int[] counts = new int[Priority.LEVELS];
        LiveJob best = null;
        ReadyQueue.Key bestKey = null;
        for (LiveJob job : state.jobs.values()) {
            if (job.readyKey != null) {
                size++;
                counts[job.readyKey.level()]++;
                if (bestKey == null || job.readyKey.compareTo(bestKey) < 0) {
                    bestKey = job.readyKey;
                    best = job;
                }
            }
        }
        require(size == state.ready.size(), "ready jobs are %s", size);
        require(state.ready.first().orElse(null) == best, "the best is not first");
        for (Priority priority : Priority.values()) {
            int count = counts[priority.level()];
            require(count == state.ready.countAt(priority), "ready at %s", priority);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    private static void require(boolean holds, String message, Object detail) {
        if (!holds) {
            throw new AssertionError(message.formatted(detail));
        }
    }
}
