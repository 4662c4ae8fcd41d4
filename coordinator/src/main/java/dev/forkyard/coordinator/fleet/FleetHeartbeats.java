package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.DeathCause;

/**
 * What silence means. Workers give a sign of life every second, from a thread that does nothing
 * else. A silent one is looked up with the kernel: stopped is frozen; still using CPU is slow,
 * which has only a hard limit; and doing nothing at all between two looks is frozen too. Confined
 * to the loop thread.
 *
 * <p>Nobody is judged for the loop's own lateness: messages lay in its mailbox meanwhile, and the
 * whole machine may have been starved. So a late tick starts every clock anew.
 */
final class FleetHeartbeats {
    /** Three signs of life are missing. */
    static final long SILENT_NANOS = 3_000_000_000L;

    /** The time between two looks, of which each CPU tick is a hundredth. */
    static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    /** However busy it is, a worker that says nothing for so long is of no use. */
    static final long SILENT_NANOS_MAX = 30_000_000_000L;

    /** Ticks come every 25 to 100 ms: the loop was late. */
    static final long TICK_NANOS_MAX = 500_000_000L;

    private final FleetState state;
    private final FleetKills kills;
    private long lastTickNanos = Long.MIN_VALUE;

    FleetHeartbeats(FleetState state, FleetKills kills) {
        this.state = state;
        this.kills = kills;
    }

    void timePassed(long nowNanos) {
        boolean late = lastTickNanos == Long.MIN_VALUE || nowNanos - lastTickNanos > TICK_NANOS_MAX;
        lastTickNanos = nowNanos;
        for (Member member : state.members.values()) {
            if (late) {
                member.heard(nowNanos);
            } else if (isJudged(member)) {
                judge(member, nowNanos);
            }
        }
    }

    /** The kernel's word on a worker that was silent when it was asked. */
    void inspected(WorkerId worker, char processState, long cpuTicks, long nowNanos) {
        Member member = state.members.get(worker);
        if (member == null || !isJudged(member) || member.inspectedNanos == Member.NEVER) {
            return;
        }
        boolean stopped = processState == 'T' || processState == 't';
        boolean unmoved = cpuTicks == member.cpuTicks && processState != 'R';
        if (stopped || unmoved) {
            String why =
                    "it was frozen, silent for %.1f s in state %c"
                            .formatted((nowNanos - member.heardNanos) / 1e9, processState);
            kills.killAtOnce(member, DeathCause.FROZEN, why);
        }
        member.cpuTicks = cpuTicks;
    }

    private void judge(Member member, long nowNanos) {
        long silent = nowNanos - member.heardNanos;
        if (silent >= SILENT_NANOS_MAX) {
            String why = "it gave no sign of life for %d s".formatted(silent / 1_000_000_000L);
            kills.condemn(member, DeathCause.UNRESPONSIVE, why, nowNanos);
        } else if (silent >= SILENT_NANOS && isLookDue(member, nowNanos)) {
            member.inspectedNanos = nowNanos;
            state.emit(new FleetCommand.InspectWorker(member.id));
        }
    }

    private static boolean isLookDue(Member member, long nowNanos) {
        return member.inspectedNanos == Member.NEVER
                || nowNanos - member.inspectedNanos >= LOOK_EVERY_NANOS;
    }

    private static boolean isJudged(Member member) {
        return member.isReady() || member.phase == Member.Phase.LEAVING;
    }
}
