package dev.forkyard.coordinator.gateway.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells who a client is. Immutable. No name is ever looked up. */
final class ClientAddress {
    /** No number above 255: such a text would be looked up as a name. */
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** A network of IPv6 that one customer has. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Set<InetAddress> trusted;

    /**
     * @param trustedProxies addresses as literals
     * @throws IllegalArgumentException if one is none
     */
    ClientAddress(Set<String> trustedProxies) {
        this.trusted =
                trustedProxies.stream()
                        .map(
                                text ->
                                        parse(text)
                                                .orElseThrow(
                                                        () ->
                                                                new IllegalArgumentException(
                                                                        "'%s' is no IP address"
                                                                                .formatted(text))))
                        .collect(Collectors.toSet());
    }

    /**
     * Who asks: the peer, or what a trusted proxy says of it.
     *
     * @param forwardedFor the values of X-Forwarded-For in their order
     */
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        InetAddress client = peer;
        List<String> hops = Arrays.asList(String.join(",", forwardedFor).split(",", -1));
        // Each proxy appends who asked it: what stands left of a stranger is the stranger's word.
        for (int i = hops.size() - 1; i >= 0 && trusted.contains(client); i--) {
            Optional<InetAddress> hop = parse(hops.get(i).strip());
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        return client;
    }

    /** One client's name: its address, of IPv6 only the network. */
    static String name(InetAddress client) {
        byte[] address = client.getAddress();
        int length = Math.min(address.length, IPV6_NETWORK_BYTES);
        return HexFormat.of().formatHex(address, 0, length);
    }

    /** An address of a literal; empty for anything else. */
    static Optional<InetAddress> parse(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
