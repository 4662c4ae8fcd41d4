package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.DeathCause;

/** The fleet's events about what operators want. Confined to the loop thread. */
public final class FleetWishes {
    private final FleetState state;
    private final FleetKills kills;
    private final FleetStaff staff;

    FleetWishes(FleetState state, FleetKills kills, FleetStaff staff) {
        this.state = state;
        this.kills = kills;
        this.staff = staff;
    }

    /**
     * A worker is to be killed.
     *
     * @return whether there was such a live worker
     */
    public boolean kill(WorkerId worker, long nowNanos) {
        Member member = state.members.get(worker);
        if (member == null || member.isDoomed()) {
            return false;
        }
        member.dismissed = true;
        kills.killAtOnce(member, DeathCause.WORKER_LOST, "an operator wanted it");
        staff.derive(nowNanos);
        return true;
    }

    /**
     * A worker is to finish what it has and to leave.
     *
     * @return whether there was such a live worker
     */
    public boolean drain(WorkerId worker, long nowNanos) {
        Member member = state.members.get(worker);
        if (member == null || member.isDoomed()) {
            return false;
        }
        staff.letGo(member, nowNanos);
        staff.derive(nowNanos);
        return true;
    }

    /**
     * There should be another number of workers.
     *
     * @param workers 1…{@value FleetConfig#WORKERS_MAX}
     * @return the number before
     */
    public int resize(int workers, long nowNanos) {
        int before = state.wanted;
        state.wanted = workers;
        staff.derive(nowNanos);
        return before;
    }

    /** All workers are told to leave, and have the grace for it; none is forked any more. */
    public void stopAll(long nowNanos) {
        state.stopping = true;
        for (Member member : state.members.values()) {
            staff.letGo(member, nowNanos);
            if (!member.isDoomed()) {
                member.leaveUntil(nowNanos + state.config.leaveGraceNanos());
            }
        }
        staff.derive(nowNanos);
    }
}
