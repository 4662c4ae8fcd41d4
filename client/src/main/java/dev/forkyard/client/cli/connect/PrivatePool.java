package dev.forkyard.client.cli.connect;

import dev.forkyard.coordinator.Coordinator;
import dev.forkyard.coordinator.CoordinatorConfig;
import io.grpc.Channel;
import io.grpc.ManagedChannel;

/** The coordinator as a library in this process, without a port. Thread-safe. */
public final class PrivatePool implements LocalPool {
    private final Coordinator coordinator;
    private final ManagedChannel channel;

    private PrivatePool(Coordinator coordinator) {
        this.coordinator = coordinator;
        this.channel = coordinator.inProcessChannel();
    }

    /**
     * Forks the workers, without waiting for them.
     *
     * @param workers ≥ 1, or 0 for one a core
     */
    public static PrivatePool open(int workers) {
        return new PrivatePool(Coordinator.open(CoordinatorConfig.privatePool(workers)));
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        coordinator.close();
    }
}
