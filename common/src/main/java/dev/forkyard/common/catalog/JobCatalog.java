package dev.forkyard.common.catalog;

import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The job types of this process by their id. Immutable. */
public final class JobCatalog {
    private final Map<JobTypeId, JobType> types;

    /**
     * Makes a catalog of the given types.
     *
     * @throws IllegalArgumentException if two share an id
     */
    public JobCatalog(Collection<? extends JobType> types) {
        Map<JobTypeId, JobType> byId = new LinkedHashMap<>();
        for (JobType type : types) {
            if (byId.put(type.id(), type) != null) {
                throw new IllegalArgumentException("job type " + type.id() + " exists twice");
            }
        }
        this.types = Map.copyOf(byId);
    }

    /** Makes a catalog of all types that the class path announces. */
    public static JobCatalog fromClassPath() {
        return new JobCatalog(
                ServiceLoader.load(JobType.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    /** The type of that id, if this process has it. */
    public Optional<JobType> find(JobTypeId id) {
        return Optional.ofNullable(types.get(id));
    }

    /** All types, in no order that means anything. */
    public Collection<JobType> all() {
        return types.values();
    }
}
