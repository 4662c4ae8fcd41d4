package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.schedule.DeathCause;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What workers without a task warm up, so that a user's job meets loaded classes and compiled code:
 * first the classes of the types in use, then the link, then those types' code. Confined to the
 * loop thread.
 *
 * <p>It is below all work: a worker is offered, kept, replaced and let go as if it did nothing, and
 * one that gets a task ends its warm-up itself.
 *
 * <ul>
 *   <li>Classes take {@value #CLASSES_NANOS} ns of CPU a type, a fraction of what the fork of the
 *       worker took, and are what a first task waits for longest: those of the type that was served
 *       last are loaded at once, however busy the cores are; the others' only while a core is free,
 *       since whoever works on the cores pays for types that the worker may never serve.
 *   <li>Code takes up to {@value #CODE_NANOS} ns of CPU a type, in slices, by workers that have had
 *       no task for {@value #CALM_NANOS} ns, and only while there are more cores than busy workers
 *       and others that do the same. When a task takes the last core, one of them stops.
 *   <li>Tasks count as well: a worker that served a type for that long is warm.
 * </ul>
 */
public final class FleetWarmUps {
    static final long CLASSES_NANOS = 100_000_000L;
    static final long CODE_NANOS = 2_000_000_000L;
    static final long SLICE_NANOS = 250_000_000L;
    static final long CALM_NANOS = 200_000_000L;

    /**
     * A warm-up beside which a task came ends within milliseconds; on a machine that is busy many
     * times over within a second; later, something is wrong.
     */
    static final long OVER_NANOS_MAX = 5_000_000_000L;

    private final FleetState state;
    private final FleetKills kills;
    private final WarmTypes types = new WarmTypes();

    /** Whether somebody may warm up code, so that tasks need not look for him each time. */
    private boolean mayWarmCode;

    private long lookedNanos = Member.NEVER;

    FleetWarmUps(FleetState state, FleetKills kills) {
        this.state = state;
        this.kills = kills;
    }

    /** A task of a type is handed out to a worker. */
    public void serves(WorkerId worker, JobTypeId type, long nowNanos) {
        if (state.config.warmUpCores() == 0) {
            return;
        }
        types.serves(type, nowNanos);
        Member member = state.members.get(worker);
        if (member != null) {
            member.warmth.linkIsWarm = true;
            member.warmth.warmsLink = false;
            if (member.warmth.warms != null && member.warmth.overByNanos == Member.NEVER) {
                member.warmth.overByNanos = nowNanos + OVER_NANOS_MAX;
            }
            makeRoom();
        }
    }

    /** A task of a type ended in a worker. */
    public void served(WorkerId worker, JobTypeId type, long cpuNanos, long nowNanos) {
        Member member = state.members.get(worker);
        if (member != null && state.config.warmUpCores() > 0) {
            member.warmth.spent(type, cpuNanos);
            member.warmth.idleSinceNanos = nowNanos;
            if (member.isIdle()) {
                member.warmth.overByNanos = Member.NEVER;
            }
        }
    }

    /** A worker ended what it warmed up, for whatever reason. */
    public void warmedUp(WorkerId worker, JobTypeId type, long cpuNanos, long nowNanos) {
        Member member = state.members.get(worker);
        if (member != null && type.equals(member.warmth.warms)) {
            member.warmth.spent(type, cpuNanos);
            member.warmth.end();
            look(nowNanos);
        }
    }

    /** Whether a worker's link is to be warmed: no longer, once it got a task. */
    public boolean warmsLink(WorkerId worker) {
        Member member = state.members.get(worker);
        return member != null && member.warmth.warmsLink;
    }

    /** A worker's link is warm. */
    public void warmedLink(WorkerId worker, long nowNanos) {
        Member member = state.members.get(worker);
        if (member != null && member.warmth.warmsLink) {
            member.warmth.warmsLink = false;
            member.warmth.linkIsWarm = true;
            look(nowNanos);
        }
    }

    /** A worker died: if a warm-up did it, or may have, nobody does that again. */
    void died(Member member, MemberDeath death) {
        JobTypeId type = member.warmth.warms;
        boolean alone = member.isIdle() && death.isOwnFault();
        if (type != null && (alone || death.isOfMemory())) {
            types.ban(type);
        }
    }

    /** Kills whose warm-up does not end for a task; nobody does that again either. */
    void timePassed(long nowNanos) {
        boolean late = nowNanos - lookedNanos > FleetHeartbeats.TICK_NANOS_MAX;
        lookedNanos = nowNanos;
        for (Member member : state.those(m -> m.warmth.overByNanos <= nowNanos).toList()) {
            if (late) {
                // Nobody is judged for the loop's own lateness.
                member.warmth.overByNanos = nowNanos + OVER_NANOS_MAX;
                continue;
            }
            if (member.warmth.warms != null) {
                types.ban(member.warmth.warms);
            }
            kills.killAtOnce(member, DeathCause.WORKER_LOST, "its warm-up did not stop for a task");
        }
    }

    /** Has idle workers begin what is next for each. */
    void look(long nowNanos) {
        if (state.config.warmUpCores() == 0 || state.stopping) {
            return;
        }
        List<JobTypeId> inUse = types.inUse(nowNanos);
        // Those that are offered before the spares: they get the next task.
        state.those(m -> m.isReady() && m.isIdle() && !m.warmth.isWarming())
                .sorted(Comparator.comparing((Member m) -> !m.offered).thenComparing(m -> m.id))
                .forEach(member -> beginNext(member, inUse, nowNanos));
    }

    private void beginNext(Member member, List<JobTypeId> inUse, long nowNanos) {
        List<JobTypeId> urgent =
                freeCores() > 0 ? inUse : inUse.subList(0, Math.min(1, inUse.size()));
        Optional<JobTypeId> unloaded = coldest(member, urgent, CLASSES_NANOS);
        if (unloaded.isPresent()) {
            begin(member, unloaded.get(), true);
        } else if (!member.warmth.linkIsWarm) {
            member.warmth.warmsLink = true;
            state.emit(new FleetCommand.WarmUpLink(member.id));
        } else if (nowNanos - member.warmth.idleSinceNanos >= CALM_NANOS && freeCores() > 0) {
            coldest(member, inUse, CODE_NANOS).ifPresent(type -> begin(member, type, false));
        }
    }

    /** The type that a worker knows least, unless it knows all of them so well. */
    private static Optional<JobTypeId> coldest(Member member, List<JobTypeId> inUse, long nanos) {
        return inUse.stream()
                .filter(type -> member.warmth.spentNanos(type) < nanos)
                .min(Comparator.comparingLong(member.warmth::spentNanos));
    }

    private void begin(Member member, JobTypeId type, boolean classes) {
        long left = (classes ? CLASSES_NANOS : CODE_NANOS) - member.warmth.spentNanos(type);
        member.warmth.begin(type, classes);
        mayWarmCode |= !classes;
        state.emit(new FleetCommand.WarmUp(member.id, type, Math.min(left, SLICE_NANOS)));
    }

    /** Stops who warms code on a core that a task needs, the newest first. */
    private void makeRoom() {
        if (!mayWarmCode) {
            return;
        }
        mayWarmCode = state.count(m -> m.warmth.warmsCode()) > 0;
        int excess = -freeCores();
        if (mayWarmCode && excess > 0) {
            state.those(m -> m.isIdle() && m.warmth.warmsCode())
                    .sorted(Comparator.comparing((Member m) -> m.id).reversed())
                    .limit(excess)
                    .forEach(member -> state.emit(new FleetCommand.StopWarmUp(member.id)));
        }
    }

    private int freeCores() {
        return state.config.warmUpCores() - state.count(m -> !m.isIdle() || m.warmth.warmsCode());
    }
}
