package dev.forkyard.worker.execute;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.TaskFunction;
import java.util.HashMap;
import java.util.Map;

/**
 * The task functions of one slot: one for each type, made when it is first needed and kept, so that
 * a function's buffers serve for the next part. Confined to the slot's thread.
 */
final class SlotFunctions {
    private final JobCatalog catalog;
    private final Map<JobTypeId, TaskFunction> functions = new HashMap<>();

    SlotFunctions(JobCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The function for a type.
     *
     * @throws IllegalArgumentException if this worker does not have the type
     */
    TaskFunction get(JobTypeId type) {
        TaskFunction known = functions.get(type);
        if (known != null) {
            return known;
        }
        JobType jobType = catalog.find(type).orElseThrow(() -> unknown(type));
        TaskFunction made = jobType.newTaskFunction();
        functions.put(type, made);
        return made;
    }

    private IllegalArgumentException unknown(JobTypeId type) {
        return new IllegalArgumentException(
                "job type %s is not on this worker's class path, which has %s"
                        .formatted(type, catalog.all().stream().map(JobType::id).toList()));
    }
}
