package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.Failure;
import dev.forkyard.proto.v1.JobError;

/** Turns what failed into messages. Stateless. */
final class FailureMessages {
    private FailureMessages() {}

    /** Why there is no result. */
    static JobError error(Failure failure) {
        return JobError.newBuilder()
                .setReason(failure.reason().name())
                .setMessage(failure.message())
                .putAllDetails(failure.details())
                .setRemoteStack(failure.stack())
                .build();
    }
}
