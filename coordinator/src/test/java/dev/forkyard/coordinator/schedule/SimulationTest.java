package dev.forkyard.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Lives of the core by seed. {@code -Dforkyard.simulation.seeds=N} runs more of them, {@code
 * -Dforkyard.simulation.seed=N} replays one with its log.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("forkyard.simulation.seeds", 2_000);

    @Test
    void everySeedKeepsTheInvariantsAndEnds() {
        Long replayed = Long.getLong("forkyard.simulation.seed");
        if (replayed != null) {
            System.out.println(new Simulation(replayed, true).run().log());
            return;
        }
        int succeeded = 0;
        int failed = 0;
        int cancelled = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Ledger ledger = new Simulation(seed, false).run().ledger;
            succeeded += ledger.ended(JobState.SUCCEEDED);
            failed += ledger.ended(JobState.FAILED);
            cancelled += ledger.ended(JobState.CANCELLED);
        }

        assertThat(succeeded).as("jobs that succeeded").isGreaterThan(SEEDS);
        assertThat(failed).as("jobs that failed").isGreaterThan(SEEDS / 10);
        assertThat(cancelled).as("jobs that were cancelled").isGreaterThan(SEEDS / 10);
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
