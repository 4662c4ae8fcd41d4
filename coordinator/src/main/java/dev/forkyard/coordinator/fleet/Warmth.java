package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.job.JobTypeId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well one worker knows its link and the job types in use, by the CPU time that it spent on
 * them. Confined to the loop thread.
 */
final class Warmth {
    /** More than are ever in use, so that one that comes back is not cold. */
    private static final int TYPES_MAX = 4 * WarmTypes.TYPES_MAX;

    private final Map<JobTypeId, Long> spentNanos = new LinkedHashMap<>();

    /** Whether its link was warmed, or tasks did it. */
    boolean linkIsWarm;

    /** Whether its link is being warmed. */
    boolean warmsLink;

    /** What it warms up now. */
    @Nullable JobTypeId warms;

    /** Whether that may go on however busy the cores are. */
    boolean warmsClasses;

    /** When what it warms up has to be over, NEVER unless a task waits for it. */
    long overByNanos = Member.NEVER;

    /** Since when it has had nothing to do but that. */
    long idleSinceNanos;

    boolean isWarming() {
        return warmsLink || warms != null;
    }

    /** Whether it warms up what it only may while there is a core for it. */
    boolean warmsCode() {
        return warms != null && !warmsClasses;
    }

    void spent(JobTypeId type, long cpuNanos) {
        spentNanos.merge(type, cpuNanos, Long::sum);
        if (spentNanos.size() > TYPES_MAX) {
            spentNanos.remove(spentNanos.keySet().iterator().next());
        }
    }

    long spentNanos(JobTypeId type) {
        return spentNanos.getOrDefault(type, 0L);
    }

    void begin(JobTypeId type, boolean classes) {
        warms = type;
        warmsClasses = classes;
    }

    void end() {
        warms = null;
        overByNanos = Member.NEVER;
    }
}
