package dev.forkyard.coordinator.gateway;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.proto.v1.JobSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The kinds of input that this coordinator takes. Immutable. */
public final class JobInputDoors {
    private final Map<JobSpec.InputCase, JobInputDoor> byKind = new LinkedHashMap<>();
    private final Map<JobTypeId, JobInputDoor> byType = new LinkedHashMap<>();
    private final JobCatalog catalog;

    /** Takes these kinds, with the defaults of the catalog's types. */
    public JobInputDoors(List<JobInputDoor> doors, JobCatalog catalog) {
        this.catalog = catalog;
        for (JobInputDoor door : doors) {
            byKind.put(door.kind(), door);
            byType.put(door.type(), door);
        }
    }

    /**
     * The door that a spec asks for.
     *
     * @throws InvalidRequestException as UNKNOWN_JOB_TYPE
     */
    public JobInputDoor of(JobSpec spec) {
        JobInputDoor door = byKind.get(spec.getInputCase());
        if (door == null) {
            throw new InvalidRequestException(
                    ErrorReason.UNKNOWN_JOB_TYPE,
                    "spec.input",
                    "spec names no input that this coordinator knows; it runs "
                            + byKind.values().stream()
                                    .filter(JobInputDoor::isOpen)
                                    .map(open -> open.kind().name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")));
        }
        return door;
    }

    /**
     * The door of a job that was taken.
     *
     * @throws IllegalStateException if there is none
     */
    public JobInputDoor of(JobTypeId type) {
        JobInputDoor door = byType.get(type);
        if (door == null) {
            throw new IllegalStateException("a job of type " + type + " came in by no door");
        }
        return door;
    }

    /** The limits of a job whose submitter says nothing. */
    public ExecutionPolicy policy(JobTypeId type) {
        return catalog.find(type).map(JobType::policy).orElse(ExecutionPolicy.DEFAULT);
    }
}
