package dev.forkyard.coordinator.gateway.http;

import dev.forkyard.coordinator.captcha.Captchas;
import io.grpc.Channel;
import io.grpc.ServiceDescriptor;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP port: {@code /healthz} says that the loop turns, {@code /readyz} that work is welcome;
 * captchas and proofs of work; {@code /demo}; and {@code /v1/} for all other calls. Thread-safe.
 */
public final class HttpGateway implements AutoCloseable {
    private static final int UNAVAILABLE = 503;

    /** Handlers never wait, and long answers are written without a thread that waits. */
    private static final int THREADS_MAX = 64;

    private static final int THREADS_MIN = 4;
    private static final int IDLE_MILLIS_MAX = 30_000;

    private final Javalin server;

    private HttpGateway(Javalin server) {
        this.server = server;
    }

    /**
     * What stands behind the port.
     *
     * @param healthy whether the loop turns
     * @param ready whether work is welcome
     * @param channel to the gRPC services in this process
     * @param services the gRPC services that {@code /v1/} offers
     */
    public record Backend(
            BooleanSupplier healthy,
            BooleanSupplier ready,
            Captchas captchas,
            Channel channel,
            List<ServiceDescriptor> services) {}

    /**
     * Begins to listen.
     *
     * @throws IllegalArgumentException if the config names a proxy that is no address
     * @throws RuntimeException if the address cannot be had
     */
    public static HttpGateway listen(
            InetSocketAddress address, HttpConfig config, Backend backend) {
        return listen(address, config, backend, THREADS_MAX);
    }

    /** The same with so many threads, ≥ {@value #THREADS_MIN}. */
    static HttpGateway listen(
            InetSocketAddress address, HttpConfig config, Backend backend, int threadsMax) {
        QueuedThreadPool threads = new QueuedThreadPool(threadsMax, THREADS_MIN, IDLE_MILLIS_MAX);
        threads.setName("forkyard-http");
        threads.setDaemon(true);
        Gatekeeper gatekeeper = new Gatekeeper(config);
        Javalin server =
                Javalin.create(
                        javalin -> {
                            settle(javalin, threads);
                            route(javalin.routes, gatekeeper, backend, threads);
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

    private static void settle(JavalinConfig javalin, QueuedThreadPool threads) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.jetty.threadPool = threads;
        javalin.http.prefer405over404 = true;
        // Pictures do not get smaller, and tokens beside what a stranger chose must not (BREACH).
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
    }

    private static void route(
            RoutesConfig routes, Gatekeeper gatekeeper, Backend backend, QueuedThreadPool threads) {
        CaptchaRoutes captchas = new CaptchaRoutes(backend.captchas(), threads);
        Transcoding calls = new Transcoding(backend.channel(), backend.services(), threads);
        DemoPage demo = new DemoPage();
        routes.before(gatekeeper::check);
        routes.exception(HttpResponseException.class, HttpErrors::answer);
        routes.exception(Exception.class, HttpErrors::answer);
        routes.get("/healthz", call -> answer(call, backend.healthy()));
        routes.get("/readyz", call -> answer(call, backend.ready()));
        routes.get("/captcha", captchas::captcha);
        routes.post("/captcha/verify", captchas::verify);
        routes.get("/altcha", captchas::challenge);
        routes.post("/altcha/verify", captchas::verifyChallenge);
        routes.get("/demo", demo::index);
        routes.get("/demo/{file}", demo::file);
        routes.get("/v1/{service}/{method}", calls::get);
        routes.post("/v1/{service}/{method}", calls::post);
    }

    private static void answer(Context call, BooleanSupplier good) {
        boolean isGood = good.getAsBoolean();
        call.status(isGood ? 200 : UNAVAILABLE);
        call.contentType("application/json");
        call.result(isGood ? "{\"status\":\"ok\"}\n" : "{\"status\":\"unavailable\"}\n");
    }
}
