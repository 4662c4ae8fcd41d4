package dev.forkyard.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.v1.ClusterServiceGrpc;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.JobServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class OneWakeUpTest {
    private final Queue<Runnable> wakeUps = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final RecordedChannel channel = new RecordedChannel();

    @Test
    void eventsOfAUnaryCallComeTogetherInTheirOrder() {
        startBlockingCall();

        channel.listener.onHeaders(new Metadata());
        channel.onMessage(GetClusterResponse.getDefaultInstance());
        assertThat(wakeUps).isEmpty();
        channel.listener.onClose(Status.OK, new Metadata());

        assertThat(wakeUps).hasSize(1);
        wakeUps.remove().run();
        assertThat(heard).containsExactly("headers", "message", "OK");
    }

    @Test
    void failureIsTheOnlyEventOfACallWithoutAnAnswer() {
        startBlockingCall();

        channel.listener.onClose(Status.UNAVAILABLE, new Metadata());
        wakeUps.remove().run();

        assertThat(heard).containsExactly("UNAVAILABLE");
    }

    @Test
    void streamsAndCallsThatNobodyWaitsForAreLeftAlone() {
        Executor executor = wakeUps::add;
        CallOptions blocking = CallOptions.DEFAULT.withExecutor(executor);

        new OneWakeUp().interceptCall(JobServiceGrpc.getWatchJobMethod(), blocking, channel);
        assertThat(channel.options.getExecutor()).isSameAs(executor);
        new OneWakeUp()
                .interceptCall(
                        ClusterServiceGrpc.getGetClusterMethod(), CallOptions.DEFAULT, channel);
        assertThat(channel.options.getExecutor()).isNull();
    }

    private void startBlockingCall() {
        ClientCall<GetClusterRequest, GetClusterResponse> call =
                new OneWakeUp()
                        .interceptCall(
                                ClusterServiceGrpc.getGetClusterMethod(),
                                CallOptions.DEFAULT.withExecutor(wakeUps::add),
                                channel);
        call.start(new Heard<>(), new Metadata());
    }

    private final class Heard<A> extends ClientCall.Listener<A> {
        @Override
        public void onHeaders(Metadata headers) {
            heard.add("headers");
        }

        @Override
        public void onMessage(A message) {
            heard.add("message");
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            heard.add(status.getCode().name());
        }
    }

    /** Keeps the listener of the call that was started last. */
    private static final class RecordedChannel extends Channel {
        CallOptions options = CallOptions.DEFAULT;
        ClientCall.Listener<?> listener = new ClientCall.Listener<>() {};

        @SuppressWarnings("unchecked") // The test knows what it asked for.
        <A> void onMessage(A message) {
            ((ClientCall.Listener<A>) listener).onMessage(message);
        }

        @Override
        public <Q, A> ClientCall<Q, A> newCall(
                MethodDescriptor<Q, A> method, CallOptions callOptions) {
            options = callOptions;
            return new ClientCall<>() {
                @Override
                public void start(Listener<A> starting, Metadata headers) {
                    listener = starting;
                }

                @Override
                public void request(int messages) {}

                @Override
                public void cancel(String message, Throwable cause) {}

                @Override
                public void halfClose() {}

                @Override
                public void sendMessage(Q message) {}
            };
        }

        @Override
        public String authority() {
            return "test";
        }
    }
}
