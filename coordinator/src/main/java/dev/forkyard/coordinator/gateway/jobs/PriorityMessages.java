package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.coordinator.schedule.Priority;

/** Priorities of messages. Stateless. */
public final class PriorityMessages {
    private PriorityMessages() {}

    /**
     * The priority that a message asks for.
     *
     * @param field its path in the request
     * @throws InvalidRequestException as INVALID_OPTION
     */
    public static Priority priority(dev.forkyard.proto.v1.Priority given, String field) {
        return switch (given) {
            case PRIORITY_HIGH -> Priority.HIGH;
            case PRIORITY_UNSPECIFIED, PRIORITY_NORMAL -> Priority.NORMAL;
            case PRIORITY_LOW -> Priority.LOW;
            case UNRECOGNIZED ->
                    throw new InvalidRequestException(
                            ErrorReason.INVALID_OPTION,
                            field,
                            "priority is none of PRIORITY_HIGH, PRIORITY_NORMAL, PRIORITY_LOW");
        };
    }
}
