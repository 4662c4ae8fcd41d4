package dev.forkyard.coordinator.gateway.http;

import dev.forkyard.coordinator.captcha.AltchaChallenges;
import dev.forkyard.coordinator.captcha.CaptchaKeys;
import dev.forkyard.coordinator.captcha.CaptchaSupply;
import dev.forkyard.coordinator.captcha.CaptchaTokens;
import dev.forkyard.coordinator.captcha.Captchas;
import dev.forkyard.coordinator.captcha.MemoryOneTimeStore;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.JobServiceGrpc;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** The HTTP port on a free port of loopback, before captchas and counts that are made up. */
final class RunningHttp implements AutoCloseable {
    /** Where a range begins that is never counted to its end. */
    static final long NEVER = 7;

    final PromptSource source = new PromptSource();
    final Captchas captchas;
    final AtomicBoolean ready = new AtomicBoolean(true);
    private final Server server;
    private final ManagedChannel channel;
    private final HttpGateway http;

    /** So many threads have the test's HTTP port only to show that nobody holds them. */
    static final int THREADS = 8;

    RunningHttp(HttpConfig config) throws IOException {
        InstantSource clock = InstantSource.system();
        CaptchaKeys keys = CaptchaKeys.open(Optional.empty(), clock.instant());
        captchas =
                new Captchas(
                        new CaptchaSupply(source, 1),
                        new CaptchaTokens(
                                keys,
                                new MemoryOneTimeStore(1000),
                                CaptchaTokens.LIFETIME_DEFAULT,
                                clock),
                        new AltchaChallenges(keys, CaptchaTokens.LIFETIME_DEFAULT, clock));
        String name = "http-test-" + UUID.randomUUID();
        server =
                InProcessServerBuilder.forName(name)
                        .directExecutor()
                        .addService(new Primes())
                        .build()
                        .start();
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
        http =
                HttpGateway.listen(
                        new InetSocketAddress("127.0.0.1", 0),
                        config,
                        new HttpGateway.Backend(
                                () -> true,
                                ready::get,
                                captchas,
                                channel,
                                List.of(
                                        PrimeServiceGrpc.getServiceDescriptor(),
                                        JobServiceGrpc.getServiceDescriptor())),
                        THREADS);
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static final class Primes extends PrimeServiceGrpc.PrimeServiceImplBase {
        @Override
        public void countPrimes(
                CountPrimesRequest request, StreamObserver<CountPrimesResponse> observer) {
            if (request.getRangesCount() > 0 && request.getRanges(0).getStart() == NEVER) {
                return;
            }
            observer.onNext(
                    CountPrimesResponse.newBuilder()
                            .setTotal(Long.parseUnsignedLong("18446744073709551615"))
                            .build());
            observer.onCompleted();
        }
    }
}
