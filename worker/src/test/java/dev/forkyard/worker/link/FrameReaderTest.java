package dev.forkyard.worker.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.CodedInputStream;
import dev.forkyard.proto.frame.LinkFrame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsTheMessagesHoweverTheirBytesArrive(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<ByteString> sent = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            // Mostly small; some larger than the reader's first buffer.
            byte[] payload = new byte[random.nextInt(1 << random.nextInt(1, 18))];
            random.nextBytes(payload);
            sent.add(ByteString.copyFrom(payload));
            bytes.write(LinkFrame.of(BytesValue.of(ByteString.copyFrom(payload))));
        }

        ReadableByteChannel channel =
                Channels.newChannel(new Pieces(bytes.toByteArray(), random.split()));

        assertThat(readAll(channel)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, LinkFrame.MESSAGE_BYTES_MAX + 1})
    void refusesLengthsThatNobodySends(int length) {
        byte[] bytes = {
            (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
        };

        assertThatThrownBy(() -> readAll(Channels.newChannel(new ByteArrayInputStream(bytes))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 4194304 bytes")
                .hasMessageContaining(Integer.toUnsignedString(length));
    }

    @Test
    void waitsForTheRestOfAMessage() throws IOException {
        FrameReader reader = new FrameReader();
        byte[] half = {0, 0, 0, 9, 1};

        assertThat(reader.fill(Channels.newChannel(new ByteArrayInputStream(half)))).isEqualTo(5);
        assertThat(reader.next()).isEmpty();
    }

    private static List<ByteString> readAll(ReadableByteChannel channel) throws IOException {
        FrameReader reader = new FrameReader();
        List<ByteString> messages = new ArrayList<>();
        while (reader.fill(channel) >= 0) {
            for (Optional<CodedInputStream> message = reader.next();
                    message.isPresent();
                    message = reader.next()) {
                messages.add(BytesValue.parseFrom(message.get()).getValue());
            }
        }
        return messages;
    }

    /** Gives at each read as much as it likes. */
    private static final class Pieces extends InputStream {
        private final ByteArrayInputStream all;
        private final SplittableRandom random;

        Pieces(byte[] all, SplittableRandom random) {
            this.all = new ByteArrayInputStream(all);
            this.random = random;
        }

        @Override
        public int read() {
            return all.read();
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            return all.read(to, offset, Math.min(length, random.nextInt(1, 40_000)));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
