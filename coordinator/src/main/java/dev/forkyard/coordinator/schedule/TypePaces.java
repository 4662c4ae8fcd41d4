package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The measured pace of each job type over all of its jobs, for those that have none of their own
 * yet: a job of one task has ended by the time that it is measured. Confined to the loop thread.
 */
final class TypePaces {
    private static final int TYPES_MAX = 1000;

    private final Map<JobTypeId, Pace> paces = new LinkedHashMap<>();

    void measured(JobTypeId type, UnsignedRange part, long runNanos) {
        Pace pace = paces.get(type);
        if (pace == null) {
            if (paces.size() >= TYPES_MAX) {
                paces.remove(paces.keySet().iterator().next());
            }
            pace = new Pace(0);
            paces.put(type, pace);
        }
        pace.measured(part, runNanos);
    }

    /** How long one number or item of a type takes, empty before any was measured. */
    OptionalDouble unitNanos(JobTypeId type) {
        Pace pace = paces.get(type);
        return pace == null ? OptionalDouble.empty() : OptionalDouble.of(pace.unitNanos());
    }
}
