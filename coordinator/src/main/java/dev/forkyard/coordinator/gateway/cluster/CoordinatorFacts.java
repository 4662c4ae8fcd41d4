package dev.forkyard.coordinator.gateway.cluster;

import java.time.Instant;

/**
 * What does not change while a coordinator runs. Immutable. Addresses and directory are empty for a
 * private pool.
 */
public record CoordinatorFacts(
        String version, Instant startTime, String address, String httpAddress, String dataDir) {}
