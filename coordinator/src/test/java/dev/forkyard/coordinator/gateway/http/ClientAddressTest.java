package dev.forkyard.coordinator.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final InetAddress PROXY = address("10.0.0.1");

    @Test
    void strangersWordIsNotBelieved() {
        assertThat(client(Set.of(), "10.0.0.1", "192.0.2.7")).isEqualTo(PROXY);
    }

    @Test
    void trustedProxyNamesItsClient() {
        assertThat(client(Set.of("10.0.0.1"), "10.0.0.1", "192.0.2.7"))
                .isEqualTo(address("192.0.2.7"));
    }

    @Test
    void onlyWhatTrustedProxiesAppendedCounts() {
        assertThat(
                        client(
                                Set.of("10.0.0.1", "10.0.0.2"),
                                "10.0.0.1",
                                "203.0.113.9, 192.0.2.7",
                                "10.0.0.2"))
                .isEqualTo(address("192.0.2.7"));
    }

    @Test
    void nonsenseLeavesTheProxyItself() {
        assertThat(client(Set.of("10.0.0.1"), "10.0.0.1", "localhost")).isEqualTo(PROXY);
        assertThat(client(Set.of("10.0.0.1"), "10.0.0.1", "")).isEqualTo(PROXY);
        assertThat(client(Set.of("10.0.0.1"), "10.0.0.1")).isEqualTo(PROXY);
    }

    @Test
    void customerOfIpv6IsItsNetwork() {
        assertThat(ClientAddress.name(address("2001:db8:1:2:3:4:5:6")))
                .isEqualTo(ClientAddress.name(address("2001:db8:1:2::9")))
                .isNotEqualTo(ClientAddress.name(address("2001:db8:1:3::9")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "1.2.3", "1.2.3.4.5", "256.1.1.1", "face", "1:2:3"})
    void nameIsNoAddress(String text) {
        assertThat(ClientAddress.parse(text)).isEmpty();
        assertThatThrownBy(() -> new ClientAddress(Set.of(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static InetAddress client(Set<String> trusted, String peer, String... forwarded) {
        return new ClientAddress(trusted).client(address(peer), List.of(forwarded));
    }

    private static InetAddress address(String literal) {
        return ClientAddress.parse(literal).orElseThrow();
    }
}
