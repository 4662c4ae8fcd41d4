package dev.forkyard.coordinator.gateway;

import dev.forkyard.coordinator.admission.Admission;
import dev.forkyard.coordinator.admission.JobWish;
import dev.forkyard.coordinator.stream.ResultStreams;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Calls that stream a job's results in order, as they come and as the caller takes them. Each is an
 * ephemeral job: the caller's deadline or cancellation cancels it. Thread-safe.
 */
public final class StreamingCalls {
    private final Admission admission;
    private final ResultStreams streams;

    /** Makes the calls. */
    public StreamingCalls(Admission admission, ResultStreams streams) {
        this.admission = admission;
        this.streams = streams;
    }

    /**
     * Runs a job and streams its results; ends the call with the job or with its failure. Called
     * from a call's handler, before that returns.
     *
     * @param validate reads the request; what it throws is the call's error
     */
    public <T> void start(StreamObserver<T> observer, Supplier<StreamingRequest<T>> validate) {
        ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) observer;
        Replies.guarded(observer, () -> start(call, validate.get()));
    }

    private <T> void start(ServerCallStreamObserver<T> call, StreamingRequest<T> request) {
        StreamedCall<T> streamed =
                new StreamedCall<>(
                        call,
                        request.chunks(),
                        reader -> streams.open(request.extent(), request.windowBytes(), reader),
                        admission::cancel);
        try {
            submit(request, streamed);
        } catch (RuntimeException e) {
            streamed.refused(e);
        }
    }

    private <T> void submit(StreamingRequest<T> request, StreamedCall<T> streamed) {
        JobWish wish =
                JobWish.streamed(
                        request.type(),
                        request.input(),
                        request.priority(),
                        request.policy(),
                        streamed.results());
        Admission.Admitted job =
                admission.submit(SynchronousCalls.withinCall(wish), Optional.of(streamed));
        streamed.started(job.id());
        job.admitted()
                .whenComplete(
                        (view, refused) -> {
                            if (refused != null) {
                                streamed.refused(refused);
                            }
                        });
    }
}
