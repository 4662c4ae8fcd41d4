package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else answers, or nobody who speaks. */
class StrangersTest {
    private final CliRun cli = new CliRun();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
                "x",
                ""
            })
    void whoSpeaksSomethingElseIsNoCoordinator(String greeting) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> greet(server, greeting));
            thread.start();

            cli.run("primes", "count", "5", "--address", "127.0.0.1:" + server.getLocalPort());

            assertThat(cli.exitCode()).isEqualTo(3);
            assertThat(cli.err())
                    .isEqualTo(
                            "forkyard: something else than Forkyard answers at 127.0.0.1:"
                                    + server.getLocalPort()
                                    + "; choose another with --address\n");
            thread.join(10_000);
        }
    }

    @Test
    void whoSaysNothingEndsWithTheTimeout() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + server.getLocalPort();

            cli.run("status", "--timeout", "300ms", "--address", address);

            assertThat(cli.exitCode()).isEqualTo(4);
            assertThat(cli.err()).contains("--timeout").contains(address).hasLineCount(1);
        }
    }

    @Test
    void otherGrpcServerIsNoCoordinator() throws IOException {
        Server server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .build()
                        .start();
        try {
            cli.run("--address=127.0.0.1:" + server.getPort(), "status");

            assertThat(cli.exitCode()).isEqualTo(3);
            assertThat(cli.err()).contains("is no Forkyard coordinator").hasLineCount(1);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void unknownHostExitsThree() {
        cli.run("status", "--address", "no-such-host.invalid:50051");

        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.err())
                .contains("no-such-host.invalid:50051 cannot be reached")
                .hasLineCount(1);
    }

    @Test
    void askedForCoordinatorIsNotReplacedByAPool() {
        cli.with("FORKYARD_ADDRESS", "127.0.0.1:1").run("primes", "count", "5");

        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.err()).startsWith("forkyard: no coordinator at 127.0.0.1:1; start one");
    }

    private static void greet(ServerSocket server, String greeting) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // Until the other side hangs up.
        } catch (IOException e) {
            // The other side hung up its own way.
        }
    }
}
