package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.coordinator.schedule.DeathCause;

/**
 * Who is killed, and how. A condemned worker is asked over its link what its threads do; one that
 * does not answer has to print it, by SIGQUIT; and after {@value #LOOK_NANOS_MAX} ns at most it is
 * killed. One whose attempt goes on is asked while its {@link Grace} runs. Confined to the loop
 * thread.
 */
final class FleetKills {
    /** How long a look at a condemned worker may take. */
    static final long LOOK_NANOS_MAX = 100_000_000;

    /** How long of that the link is waited for: it answers within a few milliseconds or never. */
    static final long LINK_NANOS_MAX = LOOK_NANOS_MAX / 2;

    private final FleetState state;

    FleetKills(FleetState state) {
        this.state = state;
    }

    /** Condemns a worker, looks at it and kills it. */
    void condemn(Member member, DeathCause cause, String why, long nowNanos) {
        if (member.isDoomed()) {
            return;
        }
        if (!member.registered || state.stopping || member.dumped) {
            killAtOnce(member, cause, why);
            return;
        }
        member.sentence = new Member.Sentence(cause, why);
        member.phase = Member.Phase.CONDEMNED;
        member.offered = false;
        if (member.dumpAsked) {
            // Its link had its time.
            member.killNanos = nowNanos + LOOK_NANOS_MAX - LINK_NANOS_MAX;
            quit(member);
        } else {
            member.deadlineNanos = nowNanos + LINK_NANOS_MAX;
            member.killNanos = nowNanos + LOOK_NANOS_MAX;
            state.emit(new FleetCommand.DumpThreads(member.id));
            state.emit(new FleetCommand.WakeAt(member.deadlineNanos));
        }
    }

    /** Kills a worker of which nothing more can be learned, or need be. */
    void killAtOnce(Member member, DeathCause cause, String why) {
        if (!member.isDoomed()) {
            member.sentence = new Member.Sentence(cause, why);
            kill(member);
        }
    }

    /** A worker said what its threads do; true if it was asked for the case of its death. */
    boolean dumped(Member member) {
        if (member.phase == Member.Phase.CONDEMNED) {
            kill(member);
            return true;
        }
        member.dumped = member.dumpAsked;
        return member.dumped;
    }

    /** A worker can no longer be asked. */
    void linkLost(Member member, long nowNanos) {
        if (member.phase == Member.Phase.LEAVING) {
            // It was told to leave, closed its stream itself and is about to exit.
            member.leaveUntil(nowNanos + state.config.leaveGraceNanos());
        } else if (member.phase == Member.Phase.CONDEMNED) {
            kill(member);
        } else {
            killAtOnce(member, DeathCause.WORKER_LOST, "its link was lost");
        }
    }

    /** What is overdue of one worker. */
    void timePassed(Member member, long nowNanos) {
        if (member.phase == Member.Phase.CONDEMNED) {
            lookOrKill(member, nowNanos);
        } else if (member.phase != Member.Phase.KILLED) {
            member.inHand.forEach((attempt, grace) -> checkGrace(member, attempt, grace, nowNanos));
            if (!member.overdue.isEmpty()) {
                String why = "its task did not stop when it was told to";
                condemn(member, DeathCause.STOPPED, why, nowNanos);
            } else if (nowNanos >= member.deadlineNanos) {
                boolean starting = member.phase == Member.Phase.STARTING;
                String why = starting ? "it did not register in time" : "it did not leave in time";
                killAtOnce(member, DeathCause.WORKER_LOST, why);
            }
        }
    }

    /** Asks in time, so that the answer of a slow machine is there when the grace is over. */
    private void checkGrace(Member member, AttemptId attempt, Grace grace, long nowNanos) {
        if (nowNanos >= grace.endNanos()) {
            member.overdue.add(attempt);
        } else if (nowNanos >= grace.lookNanos() && !member.dumpAsked) {
            member.dumpAsked = true;
            state.emit(new FleetCommand.DumpThreads(member.id));
            state.emit(new FleetCommand.WakeAt(grace.endNanos()));
        }
    }

    private void lookOrKill(Member member, long nowNanos) {
        if (nowNanos >= member.killNanos) {
            kill(member);
        } else if (nowNanos >= member.deadlineNanos) {
            quit(member);
        }
    }

    /** Makes it print what its threads do. */
    private void quit(Member member) {
        member.deadlineNanos = member.killNanos;
        state.emit(new FleetCommand.QuitWorker(member.id));
        state.emit(new FleetCommand.WakeAt(member.killNanos));
    }

    private void kill(Member member) {
        member.phase = Member.Phase.KILLED;
        member.offered = false;
        String why = member.sentence == null ? "" : member.sentence.why();
        state.emit(new FleetCommand.KillWorker(member.id, why));
    }
}
