package dev.forkyard.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the thread that waits for an answer once. Stateless.
 *
 * <p>gRPC's blocking stubs have a call's events executed by the waiting thread one by one, as they
 * come: it is woken for the headers, for the message and for the end, although all three are in one
 * packet, and a wake-up costs a tenth of a short call. Here the events of a unary call are kept
 * until the last one and executed together.
 */
final class OneWakeUp implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        Executor waiting = options.getExecutor();
        if (waiting == null || method.getType() != MethodType.UNARY) {
            return next.newCall(method, options);
        }
        return new SimpleForwardingClientCall<Q, A>(
                next.newCall(method, options.withExecutor(Runnable::run))) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(new Together<>(listener, waiting), headers);
            }
        };
    }

    /** Keeps the answer until the call is over. Confined to the connection's thread. */
    private static final class Together<A> extends ClientCall.Listener<A> {
        private final ClientCall.Listener<A> listener;
        private final Executor waiting;
        private final List<A> answers = new ArrayList<>(1);
        private @Nullable Metadata headers;

        Together(ClientCall.Listener<A> listener, Executor waiting) {
            this.listener = listener;
            this.waiting = waiting;
        }

        @Override
        public void onHeaders(Metadata headers) {
            this.headers = headers;
        }

        @Override
        public void onMessage(A message) {
            answers.add(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            waiting.execute(
                    () -> {
                        if (headers != null) {
                            listener.onHeaders(headers);
                        }
                        answers.forEach(listener::onMessage);
                        listener.onClose(status, trailers);
                    });
        }
    }
}
