package dev.forkyard.worker.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkAddressTest {
    @Test
    void readsUnixSocket() {
        assertThat(LinkAddress.parse("unix:/run/a b/link.sock"))
                .isEqualTo(new LinkAddress.UnixSocket("/run/a b/link.sock"));
    }

    @Test
    void readsTcpSocket() {
        assertThat(LinkAddress.parse("tcp:127.0.0.1:65535"))
                .isEqualTo(new LinkAddress.TcpSocket("127.0.0.1", 65_535));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unix:",
                "unix:relative.sock",
                "tcp:",
                "tcp:80",
                "tcp::80",
                "tcp:host:",
                "tcp:host:0",
                "tcp:host:65536",
                "tcp:host:x",
                "http://host:80"
            })
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LinkAddress.parse(text));
    }
}
