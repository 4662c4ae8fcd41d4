package dev.forkyard.coordinator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import dev.forkyard.coordinator.schedule.JobState;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.coordinator.stream.ResultStreams;
import dev.forkyard.coordinator.stream.StreamedResult;
import dev.forkyard.coordinator.watch.GivenUpPieces;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.coordinator.watch.StageWork;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call over a real channel, whose job is played by the test. */
@SuppressWarnings("NullAway.Init") // Set before each test.
@Timeout(30)
class StreamedCallTest {
    private static final JobId JOB = new JobId("j");

    private final ResultStreams streams = new ResultStreams();
    private final CompletableFuture<StreamedCall<ListPrimesResponse>> begun =
            new CompletableFuture<>();
    private final LinkedBlockingQueue<JobId> cancelled = new LinkedBlockingQueue<>();
    private final Reader reader = new Reader();
    private boolean enough;
    private Server server;
    private ManagedChannel channel;
    private StreamedCall<ListPrimesResponse> call;

    @BeforeEach
    void start() throws Exception {
        String name = UUID.randomUUID().toString();
        server =
                InProcessServerBuilder.forName(name)
                        .directExecutor()
                        .addService(new Lists())
                        .build()
                        .start();
        channel = InProcessChannelBuilder.forName(name).build();
        PrimeServiceGrpc.newStub(channel)
                .listPrimes(ListPrimesRequest.getDefaultInstance(), reader);
        call = begun.get();
        call.started(JOB);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        streams.close();
    }

    @Test
    void messagesOfEachResultAreSentInOrderAndTheCallEndsWithTheJob() throws Exception {
        reader.request(10);
        accept(10, 20);
        accept(0, 10);
        settle();
        call.changed(view(JobState.SUCCEEDED, Optional.empty()));

        assertThat(reader.ended.get().getCode()).isEqualTo(Status.Code.OK);
        assertThat(reader.read).containsExactly("0..10 a", "0..10 b", "10..20 a", "10..20 b");
        assertThat(cancelled).isEmpty();
        awaitNothingReserved();
    }

    @Test
    void callerWhoDoesNotReadLeavesResultsWhereTheyAre() throws Exception {
        for (int start = 0; start < 1000; start += 10) {
            accept(start, start + 10);
        }
        reader.request(3);
        assertThat(reader.awaitRead(3)).isTrue();

        // What a caller is behind is bounded by what waits for its socket.
        settle();
        assertThat(taken.size()).isBetween(1, 50);
    }

    @Test
    void callerWhoLeavesCancelsTheJob() throws Exception {
        reader.request(1);
        accept(0, 10);
        assertThat(reader.awaitRead(1)).isTrue();

        reader.leave();

        assertThat(cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo(JOB);
        awaitNothingReserved();
    }

    @Test
    void failureOfTheJobIsTheCalls() throws Exception {
        reader.request(10);
        Failure failure = Failure.of(ErrorReason.WORKER_LOST, "gone");
        call.changed(view(JobState.CANCELLING, Optional.of(failure)));

        assertThat(StatusMapping.fromStatus(reader.failed.get()))
                .map(ForkyardException::reason)
                .contains(ErrorReason.WORKER_LOST);
        awaitNothingReserved();
    }

    @Test
    void callThatHasEnoughEndsAndCancelsTheRest() throws Exception {
        enough = true;
        accept(0, 10);
        reader.request(10);

        assertThat(reader.ended.get().getCode()).isEqualTo(Status.Code.OK);
        assertThat(cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo(JOB);
    }

    @Test
    void resultThatCannotBeReadFailsTheCall() throws Exception {
        reader.request(10);
        accept(990, 1000); // Not the next one: nothing yet.
        accept(0, 7); // Of a width that the chunks below refuse.

        assertThat(reader.ended.get().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo(JOB);
    }

    private final List<String> taken = new ArrayList<>();

    /** Two messages of 100 KB for each result. */
    private final class Chunks implements ResultChunks<ListPrimesResponse> {
        @Override
        public Iterator<ListPrimesResponse> of(StreamedResult result) {
            if (result.part().width() != 10) {
                throw new IllegalStateException("odd width");
            }
            taken.add(result.part().toString());
            return List.of(message(result.part() + " a"), message(result.part() + " b")).iterator();
        }

        @Override
        public boolean isEnough() {
            return enough && !taken.isEmpty();
        }

        private static ListPrimesResponse message(String text) {
            byte[] bytes = new byte[100_000];
            for (int at = 0; at < text.length(); at++) {
                bytes[at] = (byte) text.charAt(at);
            }
            return ListPrimesResponse.newBuilder()
                    .setCount(text.length())
                    .setBitmap(ByteString.copyFrom(bytes))
                    .build();
        }
    }

    private final class Lists extends PrimeServiceGrpc.PrimeServiceImplBase {
        @Override
        public void listPrimes(
                ListPrimesRequest request, StreamObserver<ListPrimesResponse> observer) {
            begun.complete(
                    new StreamedCall<>(
                            (ServerCallStreamObserver<ListPrimesResponse>) observer,
                            new Chunks(),
                            reader -> streams.open(new UnsignedRange(0, 1000), 77, reader),
                            cancelled::add));
        }
    }

    /** Takes as many messages as the test says. */
    private static final class Reader
            implements ClientResponseObserver<ListPrimesRequest, ListPrimesResponse> {
        final List<String> read = new ArrayList<>();
        final CompletableFuture<Throwable> failed = new CompletableFuture<>();
        final CompletableFuture<Status> ended = new CompletableFuture<>();
        private ClientCallStreamObserver<ListPrimesRequest> own;
        private CountDownLatch wanted = new CountDownLatch(0);

        @Override
        public void beforeStart(ClientCallStreamObserver<ListPrimesRequest> call) {
            own = call;
            call.disableAutoRequestWithInitial(0);
        }

        void request(int messages) {
            wanted = new CountDownLatch(messages);
            own.request(messages);
        }

        boolean awaitRead(int messages) throws InterruptedException {
            return wanted.await(10, TimeUnit.SECONDS) && read.size() == messages;
        }

        void leave() {
            own.cancel("enough", null);
        }

        @Override
        public void onNext(ListPrimesResponse message) {
            read.add(message.getBitmap().toStringUtf8().substring(0, (int) message.getCount()));
            wanted.countDown();
        }

        @Override
        public void onError(Throwable cause) {
            failed.complete(cause);
            ended.complete(Status.fromThrowable(cause));
        }

        @Override
        public void onCompleted() {
            ended.complete(Status.OK);
        }
    }

    private void accept(long start, long end) {
        call.results().accept(new UnsignedRange(start, end), new byte[0]);
    }

    private void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        call.results().run(done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitNothingReserved() throws InterruptedException {
        settle();
        assertThat(streams.reservedBytes()).isZero();
    }

    private static JobView view(JobState state, Optional<Failure> failure) {
        JobSnapshot snapshot =
                new JobSnapshot(
                        JOB,
                        state,
                        true,
                        1,
                        0,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        1,
                        0,
                        0,
                        0,
                        0,
                        failure,
                        List.of(),
                        List.of(),
                        0);
        Submission submission =
                new Submission(
                        JOB,
                        1,
                        new JobTypeId("test", 1),
                        new byte[0],
                        Priority.NORMAL,
                        ExecutionPolicy.DEFAULT,
                        true,
                        "",
                        Map.of(),
                        Instant.EPOCH);
        return new JobView(
                submission,
                snapshot,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                failure,
                GivenUpPieces.NONE,
                new StageWork(),
                Optional.empty());
    }
}
