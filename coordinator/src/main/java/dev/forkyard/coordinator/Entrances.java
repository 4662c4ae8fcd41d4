package dev.forkyard.coordinator;

import dev.forkyard.coordinator.gateway.Gateway;
import dev.forkyard.coordinator.gateway.captcha.CaptchaDesk;
import dev.forkyard.coordinator.gateway.http.HttpGateway;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where callers come in: gRPC for this process and for others, and HTTP. Thread-safe once {@link
 * #open} has returned or thrown. Closing it closes what was opened by then.
 */
final class Entrances implements AutoCloseable {
    private final Optional<InetSocketAddress> grpcAddress;
    private final Optional<InetSocketAddress> httpAddress;
    private final String inProcessName = "forkyard-" + UUID.randomUUID();
    private @Nullable Gateway gateway;
    private @Nullable CaptchaDesk captchas;
    private @Nullable HttpGateway http;
    private @Nullable ManagedChannel channelOfHttp;

    Entrances(CoordinatorConfig config) {
        this.grpcAddress = config.grpcAddress();
        this.httpAddress = config.httpAddress();
    }

    /** Where gRPC is answered as HOST:PORT, empty if nowhere. */
    String grpc() {
        return grpcAddress.map(Entrances::text).orElse("");
    }

    /** Where HTTP is answered as a URL, empty if nowhere. */
    String http() {
        return httpAddress.map(at -> "http://" + text(at)).orElse("");
    }

    /** A channel for callers in this process; theirs to shut down. */
    ManagedChannel inProcessChannel() {
        return InProcessChannelBuilder.forName(inProcessName).directExecutor().build();
    }

    /**
     * Lets callers in.
     *
     * @param desk the captchas, closed here
     * @param doors the other services
     * @param threads read and write the connections, not closed here
     * @throws UncheckedIOException if an address cannot be had
     */
    void open(
            CaptchaDesk desk,
            List<BindableService> doors,
            EventLoopGroup threads,
            DoorConfig config,
            Readiness readiness) {
        captchas = desk;
        List<BindableService> services = new ArrayList<>(List.of(desk.door()));
        services.addAll(doors);
        Gateway opened = new Gateway(services);
        gateway = opened;
        try {
            opened.adopt(
                    opened.addTo(InProcessServerBuilder.forName(inProcessName)).build().start());
            if (grpcAddress.isPresent()) {
                opened.listen(grpcAddress.get(), threads);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + grpc(), e);
        }
        if (httpAddress.isPresent()) {
            ManagedChannel channel = inProcessChannel();
            channelOfHttp = channel;
            http =
                    HttpGateway.listen(
                            httpAddress.get(),
                            config.http(),
                            new HttpGateway.Backend(
                                    readiness::isHealthy,
                                    readiness::isServing,
                                    desk.captchas(),
                                    channel,
                                    opened.descriptors()));
        }
    }

    /** Says by gRPC's health service whether work is taken. */
    void setServing(boolean serving) {
        if (gateway != null) {
            gateway.setServing(serving);
        }
    }

    /** Takes no new work for captchas. */
    void drain() {
        if (captchas != null) {
            captchas.drain();
        }
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        if (http != null) {
            http.close();
        }
        if (channelOfHttp != null) {
            channelOfHttp.shutdownNow();
        }
        if (captchas != null) {
            captchas.close();
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
