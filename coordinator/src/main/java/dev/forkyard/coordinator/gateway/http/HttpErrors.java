package dev.forkyard.coordinator.gateway.http;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.proto.wire.StatusMapping;
import dev.forkyard.proto.wire.WireTimes;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what went wrong as the JSON of google.rpc.Status. Stateless. */
final class HttpErrors {
    private static final Logger LOG = LoggerFactory.getLogger(HttpErrors.class);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int INTERNAL_ERROR = 500;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private static final Status OUT_OF_TIME =
            Status.newBuilder()
                    .setCode(Code.DEADLINE_EXCEEDED_VALUE)
                    .setMessage("no answer within the time of a request; try again")
                    .build();

    private HttpErrors() {}

    /** Ends a call with an error; what is not a refusal is a bug and is logged. */
    static void answer(Throwable thrown, Context call) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        if (cause instanceof HttpRefusal refusal) {
            write(call, refusal.status(), status(refusal));
        } else if (cause instanceof HttpResponseException ofJavalin) {
            answer(ofJavalin, call);
        } else if (cause instanceof TimeoutException) {
            write(call, httpStatus(OUT_OF_TIME), OUT_OF_TIME);
        } else {
            Status status = status(cause);
            write(call, httpStatus(status), status);
        }
    }

    private static void answer(HttpResponseException refusal, Context call) {
        int http = refusal.getStatus();
        Code code =
                switch (http) {
                    case NOT_FOUND -> Code.NOT_FOUND;
                    case METHOD_NOT_ALLOWED -> Code.UNIMPLEMENTED;
                    default -> Code.INVALID_ARGUMENT;
                };
        String reason =
                switch (http) {
                    case NOT_FOUND -> "NO_SUCH_PATH";
                    case METHOD_NOT_ALLOWED -> "METHOD_NOT_ALLOWED";
                    case CONTENT_TOO_LARGE -> "BODY_TOO_LARGE";
                    default -> "BAD_REQUEST";
                };
        answer(new HttpRefusal(http, code, reason, String.valueOf(refusal.getMessage())), call);
    }

    private static Status status(HttpRefusal refusal) {
        Status.Builder status =
                Status.newBuilder()
                        .setCode(refusal.code().getNumber())
                        .setMessage(refusal.text())
                        .addDetails(
                                Any.pack(
                                        ErrorInfo.newBuilder()
                                                .setReason(refusal.reason())
                                                .setDomain(StatusMapping.DOMAIN)
                                                .build()));
        if (!refusal.retryAfter().isZero()) {
            status.addDetails(
                    Any.pack(
                            RetryInfo.newBuilder()
                                    .setRetryDelay(WireTimes.toWire(refusal.retryAfter()))
                                    .build()));
        }
        return status.build();
    }

    private static Status status(Throwable cause) {
        if (cause instanceof StatusRuntimeException ofGrpc) {
            Status status = StatusProto.fromThrowable(ofGrpc);
            boolean ownDeadline =
                    status.getCode() == Code.DEADLINE_EXCEEDED_VALUE
                            && status.getDetailsCount() == 0;
            // gRPC tells how it looked the name up, which means nothing to a caller over HTTP.
            return ownDeadline ? OUT_OF_TIME : status;
        }
        ForkyardException known;
        if (cause instanceof ForkyardException ours) {
            known = ours;
        } else {
            LOG.error("a request failed by a bug", cause);
            known =
                    new JobFailedException(
                            ErrorReason.INTERNAL,
                            "internal error; the coordinator's log has the details",
                            Map.of(),
                            "");
        }
        return status(StatusMapping.toStatus(known));
    }

    private static int httpStatus(Status status) {
        Code code = Code.forNumber(status.getCode());
        return switch (code == null ? Code.UNKNOWN : code) {
            case OK -> 200;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> NOT_FOUND;
            case ALREADY_EXISTS, ABORTED -> CONFLICT;
            case RESOURCE_EXHAUSTED -> 429;
            case CANCELLED -> CLIENT_CLOSED_REQUEST;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
            case UNKNOWN, INTERNAL, DATA_LOSS, UNRECOGNIZED -> INTERNAL_ERROR;
        };
    }

    private static void write(Context call, int http, Status status) {
        boolean failed = http == CONFLICT || http == INTERNAL_ERROR;
        Status shown = failed && !call.path().startsWith("/v1/") ? withoutInsides(status) : status;
        for (Any detail : status.getDetailsList()) {
            if (detail.is(RetryInfo.class)) {
                call.header("Retry-After", Long.toString(retrySeconds(detail)));
            }
        }
        call.status(http).contentType(HttpJson.TYPE).result(HttpJson.print(shown));
    }

    /** A stranger's browser is not told which process died of what. */
    private static Status withoutInsides(Status status) {
        Status.Builder shown =
                Status.newBuilder()
                        .setCode(status.getCode())
                        .setMessage("it could not be made; try again");
        for (Any detail : status.getDetailsList()) {
            if (detail.is(RetryInfo.class)) {
                shown.addDetails(detail);
            } else if (detail.is(ErrorInfo.class)) {
                shown.addDetails(Any.pack(withoutMetadata(detail)));
            }
        }
        return shown.build();
    }

    private static ErrorInfo withoutMetadata(Any detail) {
        try {
            return detail.unpack(ErrorInfo.class).toBuilder().clearMetadata().build();
        } catch (InvalidProtocolBufferException e) {
            return ErrorInfo.getDefaultInstance();
        }
    }

    /** In whole seconds, at least one: the header knows nothing smaller. */
    private static long retrySeconds(Any detail) {
        try {
            com.google.protobuf.Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
            Duration wait = Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
            return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        } catch (InvalidProtocolBufferException e) {
            return 1;
        }
    }
}
