package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the rules of the fleet share. Confined to the loop thread. */
final class FleetState {
    final FleetConfig config;

    /** The workers by their numbers, which is by their age. */
    final TreeMap<WorkerId, Member> members = new TreeMap<>();

    int wanted;
    boolean stopping;
    private List<FleetCommand> commands = new ArrayList<>();

    FleetState(FleetConfig config) {
        this.config = config;
        this.wanted = config.workers();
    }

    void emit(FleetCommand command) {
        commands.add(command);
    }

    boolean hasCommands() {
        return !commands.isEmpty();
    }

    List<FleetCommand> takeCommands() {
        List<FleetCommand> taken = commands;
        commands = new ArrayList<>();
        return taken;
    }

    Stream<Member> those(Predicate<Member> which) {
        return members.values().stream().filter(which);
    }

    /** A plain loop: each tick counts a dozen times, and so few streams are never compiled. */
    int count(Predicate<Member> which) {
        int count = 0;
        for (Member member : members.values()) {
            if (which.test(member)) {
                count++;
            }
        }
        return count;
    }
}
