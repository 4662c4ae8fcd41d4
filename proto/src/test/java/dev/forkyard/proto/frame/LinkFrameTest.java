package dev.forkyard.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.ListValue;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFrameTest {
    @Test
    void tellsTheLengthBeforeTheMessage() {
        BytesValue message = BytesValue.of(ByteString.copyFrom(new byte[300]));

        byte[] frame = LinkFrame.of(message);

        assertThat(ByteBuffer.wrap(frame).getInt()).isEqualTo(message.getSerializedSize());
        assertThat(Arrays.copyOfRange(frame, LinkFrame.LENGTH_BYTES, frame.length))
                .isEqualTo(message.toByteArray());
    }

    @Test
    void isItsLengthAloneForAnEmptyMessage() {
        assertThat(LinkFrame.of(BytesValue.getDefaultInstance())).isEqualTo(new byte[4]);
    }

    @Test
    void refusesWhatTheOtherEndWouldRefuse() {
        BytesValue tooLong =
                BytesValue.of(ByteString.copyFrom(new byte[LinkFrame.MESSAGE_BYTES_MAX]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinkFrame.of(tooLong))
                .withMessageContaining("at most 4194304 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinkFrame.pieces(tooLong))
                .withMessageContaining("at most 4194304 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, 4_090, 4_096, 4_097, 8_200, 1 << 20})
    void isTheSameInPieces(int length) {
        ListValue.Builder message = ListValue.newBuilder();
        for (int value = 0; value < 3; value++) {
            message.addValues(Value.newBuilder().setStringValue(text(length + value)));
        }

        List<ByteBuffer> pieces = LinkFrame.pieces(message.build());

        assertThat(joined(pieces)).isEqualTo(LinkFrame.of(message.build()));
    }

    @Test
    void doesNotCopyLargeBytesIntoPieces() {
        byte[] payload = new byte[100_000];
        BytesValue message = BytesValue.of(UnsafeByteOperations.unsafeWrap(payload));

        List<ByteBuffer> pieces = LinkFrame.pieces(message);

        assertThat(joined(pieces)).isEqualTo(LinkFrame.of(message));
        // The first bytes stand in one piece with what is before them.
        payload[payload.length - 1] = 1;
        assertThat(joined(pieces)).as("it sees the change").endsWith(1);
    }

    private static String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < length; index++) {
            text.append((char) ('a' + index % 23));
        }
        return text.toString();
    }

    private static byte[] joined(List<ByteBuffer> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer piece : pieces) {
            bytes.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
        }
        return bytes.toByteArray();
    }
}
