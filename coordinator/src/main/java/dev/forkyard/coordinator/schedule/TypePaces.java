package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.job.JobTypeId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The measured pace of each job type over all of its jobs, for those that have none of their own
 * yet: a job of one task has ended by the time that it is measured. Confined to the loop thread.
 */
final class TypePaces {
    private static final int TYPES_MAX = 1000;

    private final Map<JobTypeId, Pace> paces = new LinkedHashMap<>();

    /** The pace of a type, the one that is there or a new one. */
    Pace of(JobTypeId type) {
        Pace pace = paces.get(type);
        if (pace == null) {
            if (paces.size() >= TYPES_MAX) {
                paces.remove(paces.keySet().iterator().next());
            }
            pace = new Pace(0);
            paces.put(type, pace);
        }
        return pace;
    }
}
