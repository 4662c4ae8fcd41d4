package dev.forkyard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.v1.Range;
import io.grpc.Detachable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrimeBitmapTest {
    private static final ListPrimesResponse HEAD =
            ListPrimesResponse.newBuilder()
                    .setRange(Range.newBuilder().setStart(-30).setEnd(-1))
                    .setCount(3)
                    .addPrimes(2)
                    .addPrimes(5)
                    .build();
    private static final ByteString BITMAP = random(1_000_000);
    private static final ByteString MESSAGE =
            HEAD.toBuilder().setBitmap(BITMAP).build().toByteString();

    @Test
    void bitmapIsReadInPiecesAndTheRestAtOnce() throws IOException {
        try (PrimeBitmap chunk = PrimeBitmap.of(MESSAGE.newInput())) {
            assertThat(chunk.head()).isEqualTo(HEAD);
            assertThat(chunk.bytes()).isEqualTo(1_000_000);
            assertThat(whole(chunk)).isEqualTo(BITMAP);
            assertThat(chunk.read(new byte[8])).isZero();
        }
    }

    @Test
    void fieldsMayComeInAnyOrder() throws IOException {
        ByteString bitmap =
                ListPrimesResponse.newBuilder().setBitmap(BITMAP).build().toByteString();
        try (PrimeBitmap chunk = PrimeBitmap.of(bitmap.concat(HEAD.toByteString()).newInput())) {
            assertThat(chunk.head()).isEqualTo(HEAD);
            assertThat(whole(chunk)).isEqualTo(BITMAP);
        }
    }

    @Test
    void chunkWithoutBitmapHasNoBytes() throws IOException {
        try (PrimeBitmap chunk = PrimeBitmap.of(HEAD.toByteString().newInput())) {
            assertThat(chunk.head()).isEqualTo(HEAD);
            assertThat(chunk.read(new byte[8])).isZero();
        }
    }

    @Test
    void memoryIsTakenOverAndGivenBack() throws IOException {
        Received received = new Received(MESSAGE.toByteArray());
        PrimeBitmap chunk = PrimeBitmap.of(received);
        received.close();
        assertThat(whole(chunk)).isEqualTo(BITMAP);
        assertThat(received.takenOver.closed).isFalse();

        chunk.close();

        assertThat(received.takenOver.closed).isTrue();
        assertThatThrownBy(() -> chunk.read(new byte[8])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void brokenMessageIsRefusedAndItsMemoryGivenBack() {
        Received received = new Received(MESSAGE.substring(0, 500_000).toByteArray());

        assertThatThrownBy(() -> PrimeBitmap.of(received))
                .isInstanceOf(InvalidProtocolBufferException.class);
        assertThat(received.takenOver.closed).isTrue();
    }

    @Test
    void listComesOverAConnectionAsItWasSent() throws IOException {
        List<ListPrimesResponse> sent =
                List.of(
                        HEAD.toBuilder().setBitmap(BITMAP).build(),
                        HEAD.toBuilder().setBitmap(random(999_999)).build(),
                        HEAD);
        try (FakeCoordinator coordinator = new FakeCoordinator();
                ForkyardClient client = ForkyardClient.connect("127.0.0.1", coordinator.port())) {
            coordinator.listAs(request -> sent);
            try (ResponseStream<PrimeBitmap> chunks =
                    client.listPrimeBitmaps(ListPrimesRequest.getDefaultInstance())) {
                for (ListPrimesResponse one : sent) {
                    try (PrimeBitmap chunk = chunks.next().orElseThrow()) {
                        assertThat(chunk.head().toBuilder().setBitmap(whole(chunk)).build())
                                .isEqualTo(one);
                    }
                }
                assertThat(chunks.next()).isEmpty();
            }
            assertThat(coordinator.requests(ListPrimesRequest.class))
                    .extracting(ListPrimesRequest::getForm)
                    .containsExactly(PrimeForm.PRIME_FORM_BITMAP);
        }
    }

    private static ByteString whole(PrimeBitmap chunk) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] piece = new byte[10_007];
        for (int read = chunk.read(piece); read > 0; read = chunk.read(piece)) {
            whole.write(piece, 0, read);
        }
        return ByteString.copyFrom(whole.toByteArray());
    }

    private static ByteString random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    /** As a connection gives it: empty once somebody took its bytes over. */
    private static final class Received extends ByteArrayInputStream implements Detachable {
        private final Owned takenOver;

        Received(byte[] message) {
            super(new byte[0]);
            takenOver = new Owned(message);
        }

        @Override
        public InputStream detach() {
            return takenOver;
        }
    }

    private static final class Owned extends ByteArrayInputStream {
        private boolean closed;

        Owned(byte[] message) {
            super(message);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
