package dev.forkyard.proto.wire;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.DebugInfo;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.proto.v1.JobError;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The only place that knows gRPC's statuses: a reason becomes a code with {@code
 * google.rpc.ErrorInfo} and, where it fits, BadRequest, RetryInfo or DebugInfo, and all of that
 * becomes the exception again. Stateless.
 *
 * <p>Trailers are limited to 8 KiB by most peers, and a status travels in two of them: its message
 * as text and everything as base64. So message, details and stack are each cut to a share of that,
 * the stack to what is left, and a cut text ends with an ellipsis.
 */
public final class StatusMapping {
    /** The domain of every {@code ErrorInfo} of ours. */
    public static final String DOMAIN = "forkyard";

    private static final Duration RETRY_AFTER_DEFAULT = Duration.ofSeconds(1);
    private static final int MESSAGE_BYTES_MAX = 1024;
    private static final int DESCRIPTION_BYTES_MAX = 256;
    private static final int DETAIL_BYTES_MAX = 128;
    private static final int DETAILS_MAX = 12;

    /** 8 KiB of trailers less what gRPC's own trailers, names and their overhead need. */
    private static final int TRAILER_BYTES_MAX = 8192 - 768;

    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;
    private static final int JOB_ERROR_STACK_BYTES_MAX = 32 * 1024;

    private StatusMapping() {}

    /** The gRPC form of a refusal or failure. */
    public static StatusRuntimeException toStatus(ForkyardException exception) {
        ErrorReason reason = exception.reason();
        String message = cut(exception.getMessage(), MESSAGE_BYTES_MAX);
        Status.Builder status =
                Status.newBuilder().setCode(code(reason).getNumber()).setMessage(message);
        ErrorInfo.Builder info = ErrorInfo.newBuilder().setReason(reason.name()).setDomain(DOMAIN);
        details(exception).forEach(info::putMetadata);
        status.addDetails(Any.pack(info.build()));
        if (exception instanceof InvalidRequestException invalid) {
            status.addDetails(Any.pack(badRequest(invalid)));
        }
        if (retryable(reason)) {
            status.addDetails(Any.pack(retryInfo(exception)));
        }
        if (exception instanceof JobFailedException failed && !failed.remoteStack().isEmpty()) {
            status.addDetails(Any.pack(debugInfo(failed, status.build())));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    /**
     * Reads what {@link #toStatus} makes, from an exception or its causes. Empty for anything that
     * is not an answer of Forkyard, such as a lost connection. A reason that this version does not
     * know becomes INTERNAL, with its name under {@code reason} in the details.
     */
    public static Optional<ForkyardException> fromStatus(Throwable throwable) {
        Status status = StatusProto.fromThrowable(throwable);
        if (status == null) {
            return Optional.empty();
        }
        return detail(status, ErrorInfo.class)
                .filter(info -> info.getDomain().equals(DOMAIN))
                .map(info -> exception(status, info));
    }

    /** The form in which a job carries the reason of its end. */
    public static JobError toJobError(ForkyardException exception) {
        JobError.Builder error =
                JobError.newBuilder()
                        .setReason(exception.reason().name())
                        .setMessage(cut(exception.getMessage(), MESSAGE_BYTES_MAX))
                        .putAllDetails(exception.details());
        if (exception instanceof JobFailedException failed) {
            error.setRemoteStack(cut(failed.remoteStack(), JOB_ERROR_STACK_BYTES_MAX));
        }
        return error.build();
    }

    /** Reads what {@link #toJobError} makes; unknown reasons as in {@link #fromStatus}. */
    public static JobFailedException fromJobError(JobError error) {
        Map<String, String> details = new LinkedHashMap<>(error.getDetailsMap());
        ErrorReason reason = reason(error.getReason(), details);
        return new JobFailedException(reason, error.getMessage(), details, error.getRemoteStack());
    }

    private static Code code(ErrorReason reason) {
        return switch (reason) {
            case INVALID_RANGE, NO_RANGES, TOO_MANY_RANGES, INVALID_OPTION, UNKNOWN_JOB_TYPE ->
                    Code.INVALID_ARGUMENT;
            case JOB_NOT_FOUND, JOB_EXPIRED, WORKER_NOT_FOUND -> Code.NOT_FOUND;
            case QUEUE_FULL, MEMORY_LIMIT, HEAP_OOM -> Code.RESOURCE_EXHAUSTED;
            case NO_WORKERS, DRAINING -> Code.UNAVAILABLE;
            case ATTEMPT_TIMEOUT, QUEUE_TIMEOUT, STALLED, JOB_DEADLINE -> Code.DEADLINE_EXCEEDED;
            case WORKER_LOST, TASK_QUARANTINED -> Code.ABORTED;
            case TASK_THREW -> Code.UNKNOWN;
            case JOB_CANCELLED -> Code.CANCELLED;
            case INTERNAL -> Code.INTERNAL;
        };
    }

    private static boolean retryable(ErrorReason reason) {
        return switch (reason) {
            case QUEUE_FULL, NO_WORKERS, DRAINING -> true;
            default -> false;
        };
    }

    private static ForkyardException exception(Status status, ErrorInfo info) {
        Map<String, String> details = new LinkedHashMap<>(info.getMetadataMap());
        ErrorReason reason = reason(info.getReason(), details);
        String message = status.getMessage();
        return switch (reason) {
            case INVALID_RANGE, NO_RANGES, TOO_MANY_RANGES, INVALID_OPTION, UNKNOWN_JOB_TYPE ->
                    new InvalidRequestException(reason, details.getOrDefault("field", ""), message);
            case JOB_NOT_FOUND, JOB_EXPIRED, WORKER_NOT_FOUND -> notFound(reason, message, details);
            case QUEUE_FULL, NO_WORKERS, DRAINING ->
                    new UnavailableException(reason, message, retryAfter(status));
            default -> new JobFailedException(reason, message, details, stack(status));
        };
    }

    private static NotFoundException notFound(
            ErrorReason reason, String message, Map<String, String> details) {
        return details.entrySet().stream()
                .findFirst()
                .map(e -> new NotFoundException(reason, e.getKey(), e.getValue(), message))
                .orElseGet(() -> new NotFoundException(reason, "name", "", message));
    }

    private static ErrorReason reason(String name, Map<String, String> details) {
        for (ErrorReason reason : ErrorReason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        details.put("reason", name);
        return ErrorReason.INTERNAL;
    }

    /** The first details in the order of their names, each cut: equal input, equal output. */
    private static Map<String, String> details(ForkyardException exception) {
        Map<String, String> details = new LinkedHashMap<>();
        new TreeMap<>(exception.details())
                .entrySet().stream()
                        .limit(DETAILS_MAX)
                        .forEach(
                                e ->
                                        details.put(
                                                cut(e.getKey(), DETAIL_BYTES_MAX / 4),
                                                cut(e.getValue(), DETAIL_BYTES_MAX)));
        return details;
    }

    private static BadRequest badRequest(InvalidRequestException invalid) {
        return BadRequest.newBuilder()
                .addFieldViolations(
                        BadRequest.FieldViolation.newBuilder()
                                .setField(cut(invalid.field(), DETAIL_BYTES_MAX))
                                .setDescription(cut(invalid.getMessage(), DESCRIPTION_BYTES_MAX))
                                .setReason(invalid.reason().name()))
                .build();
    }

    private static RetryInfo retryInfo(ForkyardException exception) {
        Duration delay =
                exception instanceof UnavailableException unavailable
                        ? unavailable.retryAfter()
                        : RETRY_AFTER_DEFAULT;
        return RetryInfo.newBuilder()
                .setRetryDelay(
                        com.google.protobuf.Duration.newBuilder()
                                .setSeconds(delay.getSeconds())
                                .setNanos(delay.getNano()))
                .build();
    }

    private static Duration retryAfter(Status status) {
        return detail(status, RetryInfo.class)
                .map(RetryInfo::getRetryDelay)
                .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()))
                .orElse(RETRY_AFTER_DEFAULT);
    }

    private static DebugInfo debugInfo(JobFailedException failed, Status statusSoFar) {
        int messageBytes = percentEncodedBytes(statusSoFar.getMessage());
        int protoBytesMax = (TRAILER_BYTES_MAX - messageBytes) / 4 * 3;
        int stackBytesMax = Math.max(0, protoBytesMax - statusSoFar.getSerializedSize() - 128);
        return DebugInfo.newBuilder().setDetail(cut(failed.remoteStack(), stackBytesMax)).build();
    }

    private static String stack(Status status) {
        return detail(status, DebugInfo.class).map(DebugInfo::getDetail).orElse("");
    }

    private static <M extends Message> Optional<M> detail(Status status, Class<M> type) {
        for (Any any : status.getDetailsList()) {
            if (any.is(type)) {
                try {
                    return Optional.of(any.unpack(type));
                } catch (InvalidProtocolBufferException e) {
                    return Optional.empty(); // A peer's broken detail is no detail.
                }
            }
        }
        return Optional.empty();
    }

    /** The text itself, or as many of its first characters as fit with an ellipsis. */
    private static String cut(String text, int utf8BytesMax) {
        int bytes = 0;
        int fitting = 0; // Where the text is cut if it turns out to be too long.
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > utf8BytesMax) {
                return utf8BytesMax < ELLIPSIS_BYTES ? "" : text.substring(0, fitting) + ELLIPSIS;
            }
            i += Character.charCount(point);
            if (bytes <= utf8BytesMax - ELLIPSIS_BYTES) {
                fitting = i;
            }
        }
        return text;
    }

    /** The size of a {@code grpc-message} trailer: printable ASCII but '%' stays as it is. */
    private static int percentEncodedBytes(String text) {
        int bytes = 0;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes += b >= 0x20 && b < 0x7f && b != '%' ? 1 : 3;
        }
        return bytes;
    }
}
