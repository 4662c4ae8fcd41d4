package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.DeathCause;
import dev.forkyard.coordinator.schedule.SlotOffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private final FleetConfig config;
    private final TreeMap<WorkerId, Member> members = new TreeMap<>();
    private List<FleetCommand> commands = new ArrayList<>();
    private List<SlotOffer> announced = List.of();
    private Optional<String> announcedUnavailable = Optional.empty();
    private long lastWorker;
    private int failedStarts;
    private long nextForkNanos = Long.MIN_VALUE;
    private @Nullable String lastFailure;
    private boolean stopping;

    /** Makes a fleet without workers; the first event forks them. */
    public Fleet(FleetConfig config) {
        this.config = config;
    }

    /** Time passed, or anything else that may make a rule due. */
    public void timePassed(long nowNanos) {
        for (Member member : members.values()) {
            if (member.phase != Member.Phase.KILLED && nowNanos >= member.earliestDeadlineNanos()) {
                kill(member, overdue(member));
            }
        }
        derive(nowNanos);
    }

    /** A worker presented its token. */
    public void registered(WorkerId worker, long nowNanos) {
        Member member = members.get(worker);
        if (member != null && member.phase == Member.Phase.STARTING) {
            member.phase = Member.Phase.READY;
            member.registered = true;
            member.deadlineNanos = Member.NEVER;
            failedStarts = 0;
            lastFailure = null;
            nextForkNanos = Long.MIN_VALUE;
        }
        derive(nowNanos);
    }

    /**
     * A worker's stream closed: it can no longer be reached, so it has to go. One that was told to
     * leave closes its stream itself and is about to exit.
     */
    public void linkLost(WorkerId worker, long nowNanos) {
        Member member = members.get(worker);
        if (member != null
                && member.phase != Member.Phase.KILLED
                && member.phase != Member.Phase.LEAVING) {
            kill(member, "its link was lost");
        }
        derive(nowNanos);
    }

    /** A worker cannot be trusted any more. */
    public void misbehaved(WorkerId worker, String why, long nowNanos) {
        Member member = members.get(worker);
        if (member != null && member.phase != Member.Phase.KILLED) {
            kill(member, why);
        }
        derive(nowNanos);
    }

    /** No process could be made for a worker. */
    public void forkFailed(WorkerId worker, String why, long nowNanos) {
        if (members.remove(worker) != null) {
            startFailed(why, nowNanos);
        }
        derive(nowNanos);
    }

    /** A worker's process ended. */
    public void exited(WorkerId worker, WorkerExit exit, long nowNanos) {
        Member member = members.remove(worker);
        if (member == null) {
            return;
        }
        if (!member.registered && member.phase != Member.Phase.LEAVING) {
            startFailed("worker " + worker + " " + exit.describe(), nowNanos);
        }
        boolean charged = exit.canBeOwnFault() && member.phase == Member.Phase.READY;
        for (AttemptId attempt : member.inHand.keySet()) {
            commands.add(new FleetCommand.EndAttempt(attempt, ended(worker, exit, charged)));
        }
        derive(nowNanos);
    }

    /**
     * An attempt was ordered.
     *
     * @return whether the worker can be given it; if not, the attempt's end is among the commands
     */
    public boolean attemptGiven(WorkerId worker, AttemptId attempt) {
        Member member = members.get(worker);
        if (member == null || member.phase != Member.Phase.READY) {
            commands.add(
                    new FleetCommand.EndAttempt(
                            attempt, ended(worker, new WorkerExit(0, ""), false)));
            return false;
        }
        member.inHand.put(attempt, Member.NEVER);
        return true;
    }

    /** Whether a worker that was just forked is still to live. */
    public boolean wants(WorkerId worker) {
        Member member = members.get(worker);
        return member != null && member.phase != Member.Phase.KILLED;
    }

    /** Whether a worker has an attempt in its hands. */
    public boolean holds(WorkerId worker, AttemptId attempt) {
        Member member = members.get(worker);
        return member != null && member.inHand.containsKey(attempt);
    }

    /** An attempt's cancellation was sent: from now on it has the kill grace to end. */
    public void cancelSent(WorkerId worker, AttemptId attempt, long killGraceNanos, long nowNanos) {
        Member member = members.get(worker);
        if (member != null) {
            member.inHand.replace(attempt, Member.NEVER, nowNanos + killGraceNanos);
        }
    }

    /** A worker reported an attempt's end; {@code true} if it had it in its hands. */
    public boolean attemptOver(WorkerId worker, AttemptId attempt) {
        Member member = members.get(worker);
        if (member == null || member.inHand.remove(attempt) == null) {
            return false;
        }
        member.tasksFinished++;
        return true;
    }

    /** All workers are told to leave; none is forked any more. */
    public void stopAll(long nowNanos) {
        stopping = true;
        for (Member member : members.values()) {
            if (member.phase == Member.Phase.READY) {
                member.phase = Member.Phase.LEAVING;
                member.deadlineNanos = nowNanos + config.killGraceNanos();
                commands.add(new FleetCommand.DrainWorker(member.id));
            } else if (member.phase == Member.Phase.STARTING) {
                kill(member, "the coordinator is stopping");
            }
        }
        derive(nowNanos);
    }

    /** What is to be done now, in order. */
    public List<FleetCommand> takeCommands() {
        List<FleetCommand> taken = commands;
        commands = new ArrayList<>();
        return taken;
    }

    /** Whether no worker is left. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** How many workers there should be. */
    public int wanted() {
        return config.workers();
    }

    /** Why the last starts failed, empty if they did not. */
    public Optional<String> startTrouble() {
        return Optional.ofNullable(lastFailure);
    }

    /** The workers, oldest first. */
    Collection<Member> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    private void derive(long nowNanos) {
        long alive = members.values().stream().filter(m -> m.phase != Member.Phase.KILLED).count();
        while (!stopping && alive < config.workers() && nowNanos >= nextForkNanos) {
            WorkerId id = new WorkerId(++lastWorker);
            members.put(id, new Member(id, nowNanos + config.startTimeoutNanos()));
            commands.add(new FleetCommand.ForkWorker(id));
            alive++;
        }
        announce();
    }

    private void announce() {
        List<SlotOffer> open =
                members.values().stream()
                        .filter(member -> member.phase == Member.Phase.READY)
                        .map(member -> SlotOffer.of(member.id))
                        .toList();
        Optional<String> unavailable = Optional.empty();
        if (open.isEmpty() && failedStarts >= config.failedStartsMax()) {
            unavailable =
                    Optional.of(
                            "no worker can be started, %d tries failed; last: %s"
                                    .formatted(failedStarts, lastFailure));
        }
        if (!open.equals(announced) || !unavailable.equals(announcedUnavailable)) {
            announced = open;
            announcedUnavailable = unavailable;
            commands.add(new FleetCommand.AnnounceSlots(open, unavailable));
        }
    }

    private void startFailed(String why, long nowNanos) {
        failedStarts++;
        lastFailure = why;
        int doublings = Math.min(failedStarts - 1, 16);
        nextForkNanos =
                nowNanos
                        + Math.min(
                                config.backoffMostNanos(), config.backoffFirstNanos() << doublings);
    }

    private void kill(Member member, String why) {
        member.phase = Member.Phase.KILLED;
        commands.add(new FleetCommand.KillWorker(member.id, why));
    }

    private static String overdue(Member member) {
        return switch (member.phase) {
            case STARTING -> "it did not register in time";
            case READY -> "its task did not stop when it was cancelled";
            case LEAVING, KILLED -> "it did not leave in time";
        };
    }

    private static AttemptOutcome ended(WorkerId worker, WorkerExit exit, boolean charged) {
        Failure failure =
                new Failure(
                        ErrorReason.WORKER_LOST,
                        "worker " + worker + " " + exit.describe(),
                        Map.of(
                                "worker", worker.toString(),
                                "exit_status", Integer.toString(exit.status())),
                        "");
        DeathCause cause =
                !charged
                        ? DeathCause.WORKER_LOST
                        : exit.signal() > 0 ? DeathCause.SIGNALLED : DeathCause.EXITED;
        return new AttemptOutcome.WorkerEnded(cause, failure);
    }
}
