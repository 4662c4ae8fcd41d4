package dev.forkyard.coordinator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultStreamTest {
    private static final byte[] NOTHING = new byte[0];

    private final ResultStreams streams = new ResultStreams();
    private final List<String> read = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private final List<String> drained = new ArrayList<>();
    private int room = Integer.MAX_VALUE;

    private final ResultStream stream = open(0, 100, 10);

    @AfterEach
    void close() {
        streams.close();
    }

    @Test
    void resultsAreReadInOrderWheneverTheyCome() throws Exception {
        accept(20, 30);
        accept(10, 20);
        settle();
        assertThat(read).isEmpty();

        accept(0, 10);
        settle();

        assertThat(read).containsExactly("0..10", "10..20", "20..30");
        assertThat(told).endsWith(30L);
    }

    @Test
    void onlyWhatTheReaderTookIsTold() throws Exception {
        room = 1;
        accept(0, 10);
        accept(10, 20);
        settle();

        assertThat(read).containsExactly("0..10");
        assertThat(told).containsExactly(10L);

        room = 5;
        stream.wake();
        settle();

        assertThat(told).containsExactly(10L, 20L);
    }

    @Test
    void answerIsMadeWhenTheReaderHasEverything() throws Exception {
        room = 0;
        accept(0, 100);
        stream.whenDrained(() -> drained.add("drained"));
        settle();
        assertThat(drained).isEmpty();

        room = 1;
        stream.wake();
        settle();

        assertThat(drained).containsExactly("drained");
    }

    @Test
    void readerWhoLeavesHoldsNothingUp() throws Exception {
        room = 0;
        accept(0, 10);
        stream.whenDrained(() -> drained.add("drained"));
        onStream(stream::close);
        onStream(stream::close);
        accept(10, 20);
        room = 5;
        stream.wake();
        settle();

        assertThat(drained).containsExactly("drained");
        assertThat(read).isEmpty();
        assertThat(told).isEmpty();
        assertThat(streams.reservedBytes()).isZero();
    }

    @Test
    void numbersAreUnsigned() throws Exception {
        ResultStream high = open(Long.MAX_VALUE - 1, -1L, 10);
        high.accept(new UnsignedRange(Long.MIN_VALUE, -1L), NOTHING);
        high.accept(new UnsignedRange(Long.MAX_VALUE - 1, Long.MIN_VALUE), NOTHING);
        settle();

        assertThat(read).hasSize(2);
    }

    @Test
    void windowsOfAllStreamsTogetherAreBounded() throws Exception {
        ResultStream large = open(0, 1, (64 << 20) - 10);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> open(0, 1, 1))
                .matches(e -> e.reason() == ErrorReason.QUEUE_FULL);

        onStream(large::close);
        assertThat(streams.reservedBytes()).isEqualTo(10);
    }

    @Test
    void readerThatThrowsIsClosed() throws Exception {
        ResultStream broken =
                streams.open(
                        new UnsignedRange(0, 10),
                        5,
                        stream -> {
                            throw new IllegalStateException("a bug");
                        });
        broken.accept(new UnsignedRange(0, 10), NOTHING);
        settle();

        assertThat(streams.reservedBytes()).isEqualTo(10);
    }

    private ResultStream open(long start, long end, long bytes) {
        ResultStream opened = streams.open(new UnsignedRange(start, end), bytes, this::read);
        opened.whenTaken(told::add);
        return opened;
    }

    private void read(ResultStream from) {
        Optional<StreamedResult> next = room > 0 ? from.poll() : Optional.empty();
        while (next.isPresent()) {
            read.add(next.get().part().toString());
            room--;
            next = room > 0 ? from.poll() : Optional.empty();
        }
    }

    private void accept(long start, long end) {
        stream.accept(new UnsignedRange(start, end), NOTHING);
    }

    /** Waits until the stream thread has done everything that it has to. */
    private void settle() throws InterruptedException {
        onStream(() -> {});
    }

    private void onStream(Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        stream.run(
                () -> {
                    work.run();
                    done.countDown();
                });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
