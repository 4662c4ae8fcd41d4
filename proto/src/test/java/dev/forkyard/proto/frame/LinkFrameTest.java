package dev.forkyard.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
    }
}
