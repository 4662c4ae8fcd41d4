package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.DeathCause;
import dev.forkyard.coordinator.schedule.SlotOffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is forked, offered, kept as a spare and let go, derived anew from who is there. Confined to
 * the loop thread.
 *
 * <p>As many as wanted are offered, and those ready beyond that are spares: a place that becomes
 * free is filled in the same step. A worker that served enough keeps its place until it has nothing
 * left to do, so that no more tasks run at once than there should be workers; its successor starts
 * meanwhile. One that leaves for another reason is replaced at once.
 */
final class FleetStaff {
    /** So long the cores are the spare's that takes a place; its own successor can wait. */
    private static final long SWAP_NANOS = 20_000_000;

    private final FleetState state;
    private final FleetKills kills;
    private final FleetStarts starts;
    private List<WorkerId> announced = List.of();
    private Optional<String> announcedUnavailable = Optional.empty();
    private boolean announceAnyway;
    private boolean derivedAnew;
    private long lastWorker;
    private long forkSparesFromNanos = Long.MIN_VALUE;

    FleetStaff(FleetState state, FleetKills kills, FleetStarts starts) {
        this.state = state;
        this.kills = kills;
        this.starts = starts;
    }

    /** Makes the fleet what it should be, as far as that is possible now. */
    void derive(long nowNanos) {
        if (!state.stopping) {
            letAgedGo(nowNanos);
            letExcessGo(nowNanos);
        }
        offer(nowNanos);
        if (!state.stopping) {
            fork(nowNanos);
        }
        derivedAnew = true;
    }

    /** A worker is gone: if that is a surprise, a spare takes its place at this moment. */
    void lost(Member member, long nowNanos) {
        if (member.isReady()) {
            forkSparesFromNanos = nowNanos + SWAP_NANOS;
        }
    }

    /** Tells a worker to finish what it has and to leave. */
    void letGo(Member member, long nowNanos) {
        if (member.phase == Member.Phase.STARTING) {
            member.dismissed = true;
            kills.killAtOnce(member, DeathCause.WORKER_LOST, "it is not needed any more");
        } else if (member.isReady()) {
            member.phase = Member.Phase.LEAVING;
            member.offered = false;
            member.deadlineNanos =
                    member.isIdle() ? nowNanos + state.config.leaveGraceNanos() : Member.NEVER;
            state.emit(new FleetCommand.DrainWorker(member.id));
        }
    }

    /** Lets a worker go that was given as many attempts as one may be. */
    void gave(Member member, long nowNanos) {
        member.given++;
        if (member.given >= state.config.tasksPerWorkerMax()) {
            member.recycled = true;
            letGo(member, nowNanos);
            derive(nowNanos);
        }
    }

    /** What was said of the slots does not hold. */
    void announceAnyway() {
        announceAnyway = true;
        derivedAnew = true;
    }

    boolean mayHaveNews() {
        return derivedAnew;
    }

    /** What is to be said of the slots, if it is news. */
    Optional<FleetCommand> announcement() {
        if (!derivedAnew) {
            return Optional.empty();
        }
        derivedAnew = false;
        List<SlotOffer> open = state.those(m -> m.offered).map(this::offerOf).toList();
        List<WorkerId> workers = open.stream().map(SlotOffer::worker).toList();
        Optional<String> unavailable =
                open.isEmpty() ? starts.hopelessness() : Optional.<String>empty();
        if (!announceAnyway
                && workers.equals(announced)
                && unavailable.equals(announcedUnavailable)) {
            return Optional.empty();
        }
        announceAnyway = false;
        announced = workers;
        announcedUnavailable = unavailable;
        return Optional.of(new FleetCommand.AnnounceSlots(open, unavailable));
    }

    private SlotOffer offerOf(Member member) {
        int most = state.config.tasksPerWorkerMax();
        return most == FleetConfig.UNLIMITED
                ? SlotOffer.of(member.id)
                : new SlotOffer(member.id, most - member.given);
    }

    /** One after the other, each as soon as a spare can follow it. */
    private void letAgedGo(long nowNanos) {
        long spares = state.count(m -> m.isReady() && !m.offered && m.isIdle());
        boolean followed =
                state.config.spares() == 0
                        ? state.count(m -> m.phase == Member.Phase.STARTING) == 0
                        : spares > state.count(Member::takesPlaceWhileLeaving);
        if (followed) {
            state.those(m -> m.offered && isAged(m, nowNanos))
                    .findFirst()
                    .ifPresent(
                            aged -> {
                                aged.recycled = true;
                                letGo(aged, nowNanos);
                            });
        }
    }

    private boolean isAged(Member member, long nowNanos) {
        return nowNanos - member.servingSinceNanos >= state.config.servingNanosMax();
    }

    private void letExcessGo(long nowNanos) {
        int excess = state.count(Member::isOfUse) - state.wanted - state.config.spares();
        if (excess > 0) {
            List<Member> dispensable =
                    state.those(Member::isOfUse)
                            .sorted(
                                    Comparator.comparing((Member m) -> !m.isIdle())
                                            .thenComparing(Member::isReady)
                                            .thenComparing(m -> m.offered)
                                            .thenComparing(m -> m.id, Comparator.reverseOrder()))
                            .limit(excess)
                            .toList();
            dispensable.forEach(member -> letGo(member, nowNanos));
        }
    }

    private void fork(long nowNanos) {
        int needed =
                state.wanted
                        + state.config.spares()
                        - state.count(Member::takesPlaceWhileLeaving)
                        - state.count(Member::isOfUse);
        boolean onlySpares = state.count(m -> m.offered) >= state.wanted;
        if (needed > 0 && onlySpares && nowNanos < forkSparesFromNanos) {
            state.emit(new FleetCommand.WakeAt(forkSparesFromNanos));
            return;
        }
        for (int i = 0; i < needed && starts.mayFork(nowNanos); i++) {
            WorkerId id = new WorkerId(++lastWorker);
            Member member = new Member(id, nowNanos + state.config.startTimeoutNanos());
            state.members.put(id, member);
            state.emit(new FleetCommand.ForkWorker(id));
        }
    }

    private void offer(long nowNanos) {
        int places = state.wanted - state.count(Member::takesPlaceWhileLeaving);
        int more = Math.max(0, places) - state.count(m -> m.offered);
        Comparator<Member> idleFirst = Comparator.comparing(m -> !m.isIdle());
        if (more > 0) {
            state.those(m -> m.isReady() && !m.offered)
                    .sorted(idleFirst.thenComparing(m -> m.id))
                    .limit(more)
                    .forEach(member -> promote(member, nowNanos));
        } else if (more < 0) {
            state.those(m -> m.offered)
                    .sorted(idleFirst.thenComparing(m -> m.id, Comparator.reverseOrder()))
                    .limit(-more)
                    .forEach(member -> member.offered = false);
        }
    }

    private static void promote(Member member, long nowNanos) {
        member.offered = true;
        if (member.servingSinceNanos == Member.NEVER) {
            member.servingSinceNanos = nowNanos;
        }
    }
}
