package dev.forkyard.coordinator.gateway.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * The HTTP port: {@code /healthz} says that the loop turns, {@code /readyz} that work is welcome.
 */
public final class HttpGateway implements AutoCloseable {
    private static final int UNAVAILABLE = 503;

    private final Javalin server;

    private HttpGateway(Javalin server) {
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @throws RuntimeException if the address cannot be had
     */
    public static HttpGateway listen(
            InetSocketAddress address, BooleanSupplier healthy, BooleanSupplier ready) {
        Javalin server =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.routes.get("/healthz", call -> answer(call, healthy));
                            config.routes.get("/readyz", call -> answer(call, ready));
                        });
        server.start(address.getHostString(), address.getPort());
        return new HttpGateway(server);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void answer(Context call, BooleanSupplier good) {
        boolean isGood = good.getAsBoolean();
        call.status(isGood ? 200 : UNAVAILABLE);
        call.header("Cache-Control", "no-store");
        call.contentType("application/json");
        call.result(isGood ? "{\"status\":\"ok\"}\n" : "{\"status\":\"unavailable\"}\n");
    }
}
