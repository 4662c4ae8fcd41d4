package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.gateway.Quotation;
import dev.forkyard.proto.v1.WaitJobRequest;
import java.time.Duration;
import java.util.Optional;

/** Validates what questions about jobs have in common. Stateless. */
final class JobQuestions {
    private static final int PAGE_DEFAULT = 100;
    private static final int PAGE_MAX = 1000;

    private JobQuestions() {}

    /**
     * @throws NotFoundException as JOB_NOT_FOUND for what can be no id
     */
    static JobId id(String value) {
        if (!JobId.isValid(value)) {
            throw new NotFoundException(
                    ErrorReason.JOB_NOT_FOUND,
                    "job_id",
                    Quotation.of(value),
                    "no job has such an id: ids are 1…40 characters of a-z, 0-9 and '-'");
        }
        return new JobId(value);
    }

    /**
     * @throws InvalidRequestException as INVALID_OPTION
     */
    static Optional<Duration> timeout(WaitJobRequest request) {
        if (!request.hasTimeout()) {
            return Optional.empty();
        }
        Duration timeout =
                Duration.ofSeconds(
                        request.getTimeout().getSeconds(), request.getTimeout().getNanos());
        if (timeout.isNegative() || timeout.isZero()) {
            throw invalid("timeout", "timeout must be > 0, was " + timeout);
        }
        return Optional.of(timeout);
    }

    /**
     * @throws InvalidRequestException as INVALID_OPTION
     */
    static int pageSize(int asked) {
        if (asked < 0 || asked > PAGE_MAX) {
            throw invalid("page_size", "page_size must be 0…%d, was %d".formatted(PAGE_MAX, asked));
        }
        return asked == 0 ? PAGE_DEFAULT : asked;
    }

    /**
     * The sequence number below which the next page of jobs starts.
     *
     * @throws InvalidRequestException as INVALID_OPTION
     */
    static long before(String token) {
        if (token.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!token.matches("[0-9]{1,18}")) {
            throw invalid("page_token", "page_token is not one that ListJobs returned");
        }
        return Long.parseLong(token);
    }

    private static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(ErrorReason.INVALID_OPTION, field, message);
    }
}
