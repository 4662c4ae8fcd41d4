package dev.forkyard.client.cli.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A quick look at who answers at an address: one TCP connection, HTTP/2's preface, and the peer's
 * first frame, which must be SETTINGS (RFC 9113, 3.4). Stateless.
 *
 * <p>gRPC alone could tell these cases apart only by the words of its messages, and never ends
 * waiting for a peer that accepts and then says nothing.
 */
final class Handshake {
    /** The client's preface and its own, empty SETTINGS frame. */
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"
                    .getBytes(StandardCharsets.ISO_8859_1);

    private static final int FRAME_HEADER_BYTES = 9;
    private static final int FRAME_TYPE_AT = 3;
    private static final int SETTINGS = 4;

    /** What the look found. */
    enum Finding {
        /** An HTTP/2 server. */
        HTTP2,
        /** Nobody listens there. */
        REFUSED,
        /** Somebody who does not speak HTTP/2. */
        FOREIGN,
        /** Somebody who accepts connections and says nothing. */
        SILENT,
        /** No way to the host, or no such name. */
        UNREACHABLE
    }

    private Handshake() {}

    /** Looks; takes at most {@code patience} to connect and as long again for the answer. */
    static Finding look(Address address, Duration patience) {
        int millis = (int) Math.max(1, patience.toMillis());
        InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
        if (target.isUnresolved()) {
            return Finding.UNREACHABLE;
        }
        try (Socket socket = new Socket()) {
            socket.connect(target, millis);
            return greet(socket, millis);
        } catch (ConnectException e) {
            return Finding.REFUSED;
        } catch (IOException e) {
            return Finding.UNREACHABLE;
        }
    }

    private static Finding greet(Socket socket, int millis) {
        try {
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(PREFACE);
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(FRAME_HEADER_BYTES);
            return header.length == FRAME_HEADER_BYTES && header[FRAME_TYPE_AT] == SETTINGS
                    ? Finding.HTTP2
                    : Finding.FOREIGN;
        } catch (SocketTimeoutException e) {
            return Finding.SILENT;
        } catch (IOException e) {
            return Finding.FOREIGN; // Reset in the middle of the greeting.
        }
    }
}
