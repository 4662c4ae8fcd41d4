package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.admission.JobWish;
import dev.forkyard.coordinator.gateway.JobInputDoor;
import dev.forkyard.coordinator.gateway.JobInputDoors;
import dev.forkyard.coordinator.gateway.Quotation;
import dev.forkyard.proto.v1.JobSpec;
import java.util.Map;

/** Validates what callers want. Immutable. */
final class JobWishes {
    private static final int LABELS_MAX = 64;
    private static final int LABEL_CHARS_MAX = 256;

    private final JobInputDoors inputs;

    JobWishes(JobInputDoors inputs) {
        this.inputs = inputs;
    }

    /**
     * A job that lives on its own.
     *
     * @throws InvalidRequestException with the reason and the path of the field
     */
    JobWish listed(JobSpec spec, String requestId) {
        if (!requestId.isEmpty() && !JobId.isValid(requestId)) {
            throw invalid(
                    "request_id",
                    "request_id must be at most 40 characters of a-z, 0-9 and '-', was '%s'"
                            .formatted(Quotation.of(requestId)));
        }
        return wish(spec, requestId, false);
    }

    /** A job that lives as long as its call; errors as {@link #listed}. */
    JobWish ephemeral(JobSpec spec) {
        return wish(spec, "", true);
    }

    private JobWish wish(JobSpec spec, String requestId, boolean ephemeral) {
        checkLabels(spec.getLabelsMap());
        JobInputDoor door = inputs.of(spec);
        return new JobWish(
                door.type(),
                door.encode(spec),
                PriorityMessages.priority(spec.getPriority(), "spec.priority"),
                PolicyMessages.policy(spec.getPolicy(), inputs.policy(door.type())),
                ephemeral,
                requestId,
                spec.getLabelsMap());
    }

    private static void checkLabels(Map<String, String> labels) {
        if (labels.size() > LABELS_MAX) {
            throw invalid(
                    "spec.labels",
                    "spec has %d labels, at most %d".formatted(labels.size(), LABELS_MAX));
        }
        labels.forEach(
                (key, value) -> {
                    if (key.length() > LABEL_CHARS_MAX || value.length() > LABEL_CHARS_MAX) {
                        throw invalid(
                                "spec.labels",
                                "label '%s' is longer than %d characters"
                                        .formatted(Quotation.of(key), LABEL_CHARS_MAX));
                    }
                });
    }

    private static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(ErrorReason.INVALID_OPTION, field, message);
    }
}
