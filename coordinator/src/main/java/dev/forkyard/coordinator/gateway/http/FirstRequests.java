package dev.forkyard.coordinator.gateway.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Asks a new HTTP port for something good and for something that is not there, so that the first
 * user does not wait for the server's classes: that took a second and a half beside a busy core.
 * Stateless.
 */
public final class FirstRequests {
    /** Neither counts for a client's rate. */
    private static final List<String> PATHS = List.of("/healthz", "/nothing");

    private static final int TIMEOUT_MILLIS = 5_000;

    private FirstRequests() {}

    /**
     * Sends them and waits for the answers, some seconds at most. Whatever goes wrong, users' own
     * requests will tell.
     *
     * @return how many were answered
     */
    public static int send(InetSocketAddress address) {
        int answered = 0;
        for (String path : PATHS) {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.connect(address, TIMEOUT_MILLIS);
                socket.getOutputStream().write(request(path));
                answered += socket.getInputStream().readAllBytes().length > 0 ? 1 : 0;
            } catch (IOException e) {
                return answered;
            }
        }
        return answered;
    }

    private static byte[] request(String path) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
