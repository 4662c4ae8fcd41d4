package dev.forkyard.coordinator.loop;

import dev.forkyard.coordinator.cost.CostBook;
import dev.forkyard.coordinator.engine.Engine;
import dev.forkyard.coordinator.gather.Gathering;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.plan.Planning;
import dev.forkyard.coordinator.store.Store;
import dev.forkyard.coordinator.watch.JobBoard;

/** Those who execute the core's commands or want to know of them. Immutable. */
public record Ports(
        Engine engine,
        Store store,
        Planning planning,
        Gathering gathering,
        JobBoard board,
        CostBook costs,
        EventLog log) {}
