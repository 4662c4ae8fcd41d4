package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.DeathCause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The lives of forked workers as a deterministic state machine: each method is an event, and {@link
 * #takeCommands} says what is to be done. No clock, thread, random number or I/O. Confined to the
 * loop thread.
 *
 * <p>There is no "broken" state: the number of workers is derived anew on every event from those
 * alive and the number wanted. A worker whose attempt had to be killed is never used again, and its
 * attempts end only when its exit was seen, so that a retry cannot overlap the original. After
 * failed starts the next one waits, longer each time.
 */
public final class Fleet {
    private final FleetState state;
    private final FleetKills kills;
    private final FleetStarts starts;
    private final FleetStaff staff;
    private final FleetHeartbeats heartbeats;
    private final FleetAttempts attempts;
    private final FleetWishes wishes;
    private final FleetWarmUps warmUps;

    /** Makes a fleet without workers; the first event forks them. */
    public Fleet(FleetConfig config) {
        this.state = new FleetState(config);
        this.kills = new FleetKills(state);
        this.starts = new FleetStarts(config);
        this.staff = new FleetStaff(state, kills, starts);
        this.heartbeats = new FleetHeartbeats(state, kills);
        this.attempts = new FleetAttempts(state, staff);
        this.wishes = new FleetWishes(state, kills, staff);
        this.warmUps = new FleetWarmUps(state, kills);
    }

    /** The attempts in the workers' hands. */
    public FleetAttempts attempts() {
        return attempts;
    }

    /** What operators want. */
    public FleetWishes wishes() {
        return wishes;
    }

    /** What workers do while they have no task. */
    public FleetWarmUps warmUps() {
        return warmUps;
    }

    /** Time passed, or anything else that may make a rule due. */
    public void timePassed(long nowNanos) {
        for (Member member : state.members.values()) {
            kills.timePassed(member, nowNanos);
        }
        heartbeats.timePassed(nowNanos);
        warmUps.timePassed(nowNanos);
        staff.derive(nowNanos);
        warmUps.look(nowNanos);
    }

    /** A worker presented its token. */
    public void registered(WorkerId worker, long nowNanos) {
        Member member = state.members.get(worker);
        if (member != null && member.phase == Member.Phase.STARTING) {
            member.phase = Member.Phase.READY;
            member.registered = true;
            member.deadlineNanos = Member.NEVER;
            member.heard(nowNanos);
            member.warmth.idleSinceNanos = nowNanos;
            starts.succeeded();
        }
        staff.derive(nowNanos);
        warmUps.look(nowNanos);
    }

    /** A worker said something, whatever it was. */
    public void heard(WorkerId worker, long nowNanos) {
        Member member = state.members.get(worker);
        if (member != null) {
            member.heard(nowNanos);
        }
    }

    /**
     * A silent worker was looked up with the kernel.
     *
     * @param processState as in /proc: R, S, D, T, …
     * @param cpuTicks the CPU time that it has used so far
     */
    public void inspected(WorkerId worker, char processState, long cpuTicks, long nowNanos) {
        heartbeats.inspected(worker, processState, cpuTicks, nowNanos);
        staff.derive(nowNanos);
    }

    /** A worker's stream closed: it can no longer be reached, so it has to go. */
    public void linkLost(WorkerId worker, long nowNanos) {
        Member member = state.members.get(worker);
        if (member != null) {
            staff.lost(member, nowNanos);
            kills.linkLost(member, nowNanos);
        }
        staff.derive(nowNanos);
    }

    /** A worker cannot be trusted any more. */
    public void misbehaved(WorkerId worker, String why, long nowNanos) {
        state.those(m -> m.id.equals(worker))
                .forEach(member -> kills.killAtOnce(member, DeathCause.WORKER_LOST, why));
        staff.derive(nowNanos);
    }

    /** A worker has more resident memory than it may. */
    public void overMemory(WorkerId worker, String why, long nowNanos) {
        Member member = state.members.get(worker);
        if (member != null) {
            kills.condemn(member, DeathCause.MEMORY_LIMIT, why, nowNanos);
        }
        staff.derive(nowNanos);
    }

    /**
     * A worker said what its threads do.
     *
     * @return whether it was asked for the case of its death
     */
    public boolean dumped(WorkerId worker, long nowNanos) {
        Member member = state.members.get(worker);
        boolean wanted = member != null && kills.dumped(member);
        staff.derive(nowNanos);
        return wanted;
    }

    /** No process could be made for a worker. */
    public void forkFailed(WorkerId worker, String why, long nowNanos) {
        if (state.members.remove(worker) != null) {
            starts.failed(why, nowNanos);
        }
        staff.derive(nowNanos);
    }

    /** A worker's process ended. */
    public void exited(WorkerId worker, WorkerExit exit, long nowNanos) {
        Member member = state.members.remove(worker);
        if (member == null) {
            return;
        }
        staff.lost(member, nowNanos);
        MemberDeath death = new MemberDeath(member, exit);
        warmUps.died(member, death);
        if (isFailedStart(member, death)) {
            starts.failed("worker " + worker + " " + death.describe(), nowNanos);
        }
        for (AttemptId attempt : member.inHand.keySet()) {
            state.emit(new FleetCommand.EndAttempt(worker, attempt, death.endOf(attempt)));
        }
        staff.derive(nowNanos);
    }

    /** Whether a worker that was just forked is still to live. */
    public boolean wants(WorkerId worker) {
        Member member = state.members.get(worker);
        return member != null && !member.isDoomed();
    }

    /** Whether something is to be done. */
    public boolean hasCommands() {
        return state.hasCommands() || staff.mayHaveNews();
    }

    /** What is to be done now, in order; what slots there are comes first. */
    public List<FleetCommand> takeCommands() {
        List<FleetCommand> taken = new ArrayList<>();
        staff.announcement().ifPresent(taken::add);
        taken.addAll(state.takeCommands());
        return taken;
    }

    /** Whether no worker is left. */
    public boolean isEmpty() {
        return state.members.isEmpty();
    }

    /** How many workers there should be, besides spares. */
    public int wanted() {
        return state.wanted;
    }

    /** How many spares there should be. */
    public int spares() {
        return state.config.spares();
    }

    /** Why the last starts failed, empty if they did not. */
    public Optional<String> startTrouble() {
        return starts.trouble();
    }

    /** The workers, oldest first. */
    Collection<Member> members() {
        return Collections.unmodifiableCollection(state.members.values());
    }

    /** A worker that ends before it was of any use would be forked again and again. */
    private static boolean isFailedStart(Member member, MemberDeath death) {
        if (member.registered) {
            return member.given == 0 && death.isOwnFault() && member.phase != Member.Phase.LEAVING;
        }
        return !member.dismissed;
    }
}
