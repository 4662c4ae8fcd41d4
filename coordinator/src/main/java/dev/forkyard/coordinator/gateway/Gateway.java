package dev.forkyard.coordinator.gateway;

import dev.forkyard.proto.frame.FixedWindow;
import dev.forkyard.proto.frame.LargeFrames;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The public gRPC server: the doors, health and reflection. Thread-safe. Handlers run on netty's
 * threads and never block.
 */
public final class Gateway implements AutoCloseable {
    /** Room for a request with more ranges than allowed, so that it gets its proper answer. */
    private static final int INBOUND_BYTES_MAX = 4 << 20;

    private final HealthStatusManager health = new HealthStatusManager();
    private final List<ServerServiceDefinition> services = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();

    /** Makes a gateway that is not serving yet. */
    public Gateway(List<BindableService> doors) {
        for (BindableService door : doors) {
            services.add(door.bindService());
        }
        setServing(false);
    }

    /** The services that it was made with. */
    public List<ServiceDescriptor> descriptors() {
        return services.stream().map(ServerServiceDefinition::getServiceDescriptor).toList();
    }

    /** Adds the services to any server, such as one in the same process. */
    @SuppressWarnings("deprecation") // v1alpha: older grpcurl and buf know no other reflection.
    public <B extends ServerBuilder<B>> B addTo(B builder) {
        services.forEach(builder::addService);
        builder.addService(health.getHealthService());
        builder.addService(ProtoReflectionServiceV1.newInstance());
        builder.addService(io.grpc.protobuf.services.ProtoReflectionService.newInstance());
        return builder.directExecutor().maxInboundMessageSize(INBOUND_BYTES_MAX);
    }

    /**
     * Begins to listen.
     *
     * @param threads read and write the connections and run the handlers; of epoll where netty has
     *     it, of NIO elsewhere; not closed here
     * @return the port, also when 0 was asked for
     * @throws IOException if the address cannot be had
     */
    public int listen(InetSocketAddress address, EventLoopGroup threads) throws IOException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address);
        FixedWindow.REQUESTS.receive(builder);
        LargeFrames.send(builder);
        Server server =
                addTo(builder)
                        .channelType(
                                Epoll.isAvailable()
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .bossEventLoopGroup(threads)
                        .workerEventLoopGroup(threads)
                        .permitKeepAliveTime(10, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .build()
                        .start();
        servers.add(server);
        return server.getPort();
    }

    /** Keeps a server that is to be closed with this gateway. */
    public void adopt(Server server) {
        servers.add(server);
    }

    /** Says through grpc.health.v1 whether calls are welcome. */
    public void setServing(boolean serving) {
        ServingStatus status = serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        for (ServerServiceDefinition service : services) {
            health.setStatus(service.getServiceDescriptor().getName(), status);
        }
    }

    @Override
    public void close() {
        health.enterTerminalState();
        servers.forEach(Server::shutdown);
        for (Server server : servers) {
            try {
                if (!server.awaitTermination(300, TimeUnit.MILLISECONDS)) {
                    server.shutdownNow();
                    server.awaitTermination(1, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                server.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
