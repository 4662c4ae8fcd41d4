package dev.forkyard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseStreamTest {
    private final List<String> discarded = new ArrayList<>();
    private final List<StreamObserver<String>> sender = new ArrayList<>();
    private final ResponseStream<String> stream =
            ResponseStream.<String, String>open(sender::add, discarded::add);

    @Test
    void closingDiscardsWhatIsUnreadAndWhatStillComes() {
        sender.get(0).onNext("read");
        sender.get(0).onNext("unread");
        assertThat(stream.next()).contains("read");

        stream.close();
        sender.get(0).onNext("late");
        sender.get(0).onError(Status.CANCELLED.asRuntimeException());

        assertThat(discarded).containsExactly("unread", "late");
        assertReaderIsTold();
    }

    @Test
    void closingAListThatEndedUnreadCutsItOffVisibly() {
        sender.get(0).onNext("unread");
        sender.get(0).onCompleted();

        stream.close();

        assertThat(discarded).containsExactly("unread");
        assertReaderIsTold();
    }

    @Test
    void closingWhatWasReadToItsEndChangesNothing() {
        sender.get(0).onNext("read");
        sender.get(0).onCompleted();
        assertThat(stream.next()).contains("read");

        stream.close();

        assertThat(discarded).isEmpty();
        assertThat(stream.next()).isEqualTo(Optional.empty());
    }

    private void assertReaderIsTold() {
        assertThatThrownBy(stream::next)
                .isInstanceOf(StatusRuntimeException.class)
                .extracting(e -> Status.fromThrowable(e).getCode())
                .isEqualTo(Status.Code.CANCELLED);
    }
}
