package dev.forkyard.client.cli.connect;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;

/**
 * Where a coordinator answers. Immutable.
 *
 * @param host a name or number, IPv6 without brackets
 * @param port 1…65535
 * @param asked whether somebody asked for this one, instead of taking the default
 */
public record Address(String host, int port, boolean asked) {
    /** Where a coordinator answers unless told otherwise. */
    public static final Address DEFAULT = new Address("127.0.0.1", 50051, false);

    private static final int PORT_MAX = 65535;

    /**
     * Reads {@code HOST:PORT} or {@code [IPV6]:PORT}.
     *
     * @param from the option or variable that said so, for the message
     */
    public static Address parse(String from, String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            host = "";
        }
        int port = colon < 0 ? 0 : port(text.substring(colon + 1));
        if (host.isBlank() || port < 1 || port > PORT_MAX) {
            throw CliException.usage(
                    "%s %s is not HOST:PORT with a port of 1 to %d, such as 127.0.0.1:50051"
                            .formatted(from, Quoted.of(text), PORT_MAX));
        }
        return new Address(host, port, true);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static int port(String digits) {
        return digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
    }
}
