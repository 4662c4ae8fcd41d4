package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.StopReason;

/** The fleet's events about attempts in workers' hands. Confined to the loop thread. */
public final class FleetAttempts {
    private final FleetState state;
    private final FleetStaff staff;

    FleetAttempts(FleetState state, FleetStaff staff) {
        this.state = state;
        this.staff = staff;
    }

    /**
     * An attempt was ordered.
     *
     * @return whether the worker can be given it; if not, the attempt's end is among the commands
     */
    public boolean given(WorkerId worker, AttemptId attempt, long nowNanos) {
        Member member = state.members.get(worker);
        if (member == null || !member.offered) {
            staff.announceAnyway();
            state.emit(
                    new FleetCommand.EndAttempt(worker, attempt, new AttemptOutcome.NotStarted()));
            return false;
        }
        member.inHand.put(attempt, Grace.ENDLESS);
        staff.gave(member, nowNanos);
        return true;
    }

    /** Whether a worker has an attempt in its hands. */
    public boolean held(WorkerId worker, AttemptId attempt) {
        Member member = state.members.get(worker);
        return member != null && member.inHand.containsKey(attempt);
    }

    /**
     * An attempt is told to stop: from now on it has the grace to end. Unless it is merely
     * unwanted, its worker leaves in any case.
     *
     * @return whether the worker has it in its hands
     */
    public boolean stopped(
            WorkerId worker,
            AttemptId attempt,
            StopReason reason,
            long killGraceNanos,
            long nowNanos) {
        Member member = state.members.get(worker);
        Grace before = member == null ? null : member.inHand.get(attempt);
        if (member == null || before == null || member.isDoomed()) {
            return false;
        }
        // Told twice, it does not get more time.
        Grace grace = before.atMost(nowNanos, killGraceNanos);
        member.inHand.put(attempt, grace);
        state.emit(new FleetCommand.WakeAt(grace.lookNanos()));
        if (reason != StopReason.UNWANTED) {
            staff.letGo(member, nowNanos);
            // It takes its place no longer: a spare has it from now on.
            member.recycled = false;
            staff.derive(nowNanos);
        }
        return true;
    }

    /** A worker reported an attempt's end; {@code true} if it had it in its hands. */
    public boolean over(WorkerId worker, AttemptId attempt, long nowNanos) {
        Member member = state.members.get(worker);
        if (member == null || member.inHand.remove(attempt) == null) {
            return false;
        }
        member.tasksFinished++;
        member.forgetDump();
        if (member.phase == Member.Phase.LEAVING && member.isIdle()) {
            member.leaveUntil(nowNanos + state.config.leaveGraceNanos());
            staff.derive(nowNanos);
        }
        return true;
    }
}
