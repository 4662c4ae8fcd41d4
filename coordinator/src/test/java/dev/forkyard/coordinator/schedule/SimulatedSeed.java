package dev.forkyard.coordinator.schedule;

import java.util.function.LongConsumer;

/**
 * Lives one seed; public, so that one in another class loader can be asked. Confined to one thread.
 */
public final class SimulatedSeed implements LongConsumer {
    /** Made by name. */
    public SimulatedSeed() {}

    /**
     * @throws AssertionError if the seed finds something wrong
     */
    @Override
    public void accept(long seed) {
        new Simulation(seed, false).run();
    }
}
