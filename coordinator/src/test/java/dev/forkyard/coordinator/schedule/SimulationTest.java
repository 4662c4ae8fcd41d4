package dev.forkyard.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Lives of the core by seed. {@code -Dforkyard.simulation.seeds=N} runs more of them, {@code
 * -Dforkyard.simulation.seed=N} replays one with its log.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("forkyard.simulation.seeds", 10_000);

    @Test
    void everySeedKeepsTheInvariantsAndEnds() {
        Long replayed = Long.getLong("forkyard.simulation.seed");
        if (replayed != null) {
            System.out.println(new Simulation(replayed, true).run().log());
            return;
        }
        Map<String, Integer> met = new TreeMap<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            World world = new Simulation(seed, false).run();
            world.met().forEach((kind, times) -> met.merge(kind, times, Integer::sum));
        }

        // A simulation that never meets a thing proves nothing about it.
        assertThat(met).containsKeys("Succeeded", "Threw", "Cancelled", "WorkerEnded");
        assertThat(met).containsKeys("SUCCEEDED", "FAILED", "CANCELLED", "RefuseJob");
        assertThat(met).containsKeys("YieldAttempt", "CancelAttempt", "DiscardResult");
        assertThat(met).containsKeys("StartedAlone", "StartedAhead", "JobBroken", "DrainRequested");
        assertThat(met).containsKeys("BISECTED", "QUARANTINED", "GIVEN_UP", "DROPPED", "RETRIED");
        assertThat(met)
                .containsKeys("PARTIALLY_SUCCEEDED", "NotStarted", "Restart", "ResultsTaken");
        assertThat(met).allSatisfy((kind, times) -> assertThat(times).isGreaterThan(SEEDS / 40));
    }

    @Test
    void equalSeedsGiveEqualCommands() {
        for (long seed = 1; seed <= 20; seed++) {
            long first = new Simulation(seed, false).run().digest();
            long second = new Simulation(seed, true).run().digest();

            assertThat(second).as("digest of seed %d", seed).isEqualTo(first);
        }
    }
}
