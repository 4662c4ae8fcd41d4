package dev.forkyard.coordinator.gateway.http;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Every unary call of the public services as {@code POST /v1/SERVICE/METHOD} with the request as
 * JSON, and those that only look also as {@code GET} with the request's fields as parameters.
 * Thread-safe; no handler blocks.
 */
final class Transcoding {
    private final Channel channel;
    private final Executor answers;
    private final Map<String, MethodDescriptor<?, ?>> methods = new HashMap<>();

    /**
     * @param channel to the services in this process
     * @param answers where answers are written: they come from threads that must not
     */
    Transcoding(Channel channel, List<ServiceDescriptor> services, Executor answers) {
        this.channel = channel;
        this.answers = answers;
        for (ServiceDescriptor service : services) {
            String name = service.getName();
            String shortName = name.substring(name.lastIndexOf('.') + 1);
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                methods.put(shortName + "/" + method.getBareMethodName(), method);
            }
        }
    }

    /** {@code POST /v1/{service}/{method}}. */
    void post(Context call) {
        MethodDescriptor<?, ?> method = method(call);
        Duration time = CallTime.of(call);
        call.future(
                () ->
                        Continuation.on(
                                        answers,
                                        BodyReader.read(call.req(), CaptchaRoutes.BODY_BYTES_MAX)
                                                .orTimeout(time.toNanos(), TimeUnit.NANOSECONDS))
                                .thenCompose(body -> forward(call, method, body, time)));
    }

    /** {@code GET /v1/{service}/{method}}. */
    void get(Context call) {
        MethodDescriptor<?, ?> method = method(call);
        String name = String.valueOf(method.getBareMethodName());
        if (!name.startsWith("Get") && !name.startsWith("List")) {
            throw new HttpRefusal(
                    405,
                    Code.UNIMPLEMENTED,
                    "METHOD_NOT_ALLOWED",
                    name + " takes POST: only calls that change nothing take GET");
        }
        Struct.Builder fields = Struct.newBuilder();
        call.queryParamMap()
                .forEach(
                        (field, values) ->
                                fields.putFields(
                                        field,
                                        Value.newBuilder()
                                                .setStringValue(values.get(values.size() - 1))
                                                .build()));
        byte[] body = HttpJson.print(fields).getBytes(StandardCharsets.UTF_8);
        Duration time = CallTime.of(call);
        call.future(() -> forward(call, method, body, time));
    }

    private MethodDescriptor<?, ?> method(Context call) {
        String path = call.pathParam("service") + "/" + call.pathParam("method");
        MethodDescriptor<?, ?> method = methods.get(path);
        if (method == null) {
            throw new HttpRefusal(
                    404,
                    Code.NOT_FOUND,
                    "NO_SUCH_PATH",
                    "no call of that name; paths are /v1/SERVICE/METHOD, such as"
                            + " /v1/PrimeService/CountPrimes");
        }
        if (method.getType() != MethodDescriptor.MethodType.UNARY) {
            throw new HttpRefusal(
                    501,
                    Code.UNIMPLEMENTED,
                    "STREAM",
                    path + " is a stream, which gRPC alone carries; use scripts/rpc");
        }
        return method;
    }

    private <Q, R> CompletableFuture<Void> forward(
            Context call, MethodDescriptor<Q, R> method, byte[] body, Duration time) {
        Message.Builder request =
                prototype(method.getRequestMarshaller()).orElseThrow().newBuilderForType();
        HttpJson.parse(body, request);
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS);
        Answer<R> answer = new Answer<>();
        @SuppressWarnings("unchecked") // The prototype is of the method's own request type.
        Q message = (Q) request.build();
        ClientCalls.asyncUnaryCall(channel.newCall(method, options), message, answer);
        return Continuation.on(answers, answer.message)
                .thenCompose(
                        response -> {
                            call.contentType(HttpJson.TYPE);
                            String json = HttpJson.print((Message) response);
                            return BodyWriter.write(call, json.getBytes(StandardCharsets.UTF_8));
                        });
    }

    private static Optional<Message> prototype(MethodDescriptor.Marshaller<?> marshaller) {
        return marshaller instanceof MethodDescriptor.PrototypeMarshaller<?> typed
                        && typed.getMessagePrototype() instanceof Message message
                ? Optional.of(message)
                : Optional.empty();
    }

    private static final class Answer<R> implements StreamObserver<R> {
        final CompletableFuture<R> message = new CompletableFuture<>();

        @Override
        public void onNext(R response) {
            message.complete(response);
        }

        @Override
        public void onError(Throwable cause) {
            message.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {}
    }
}
