package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.job.JobTypeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The job types that the pool served lately. Confined to the loop thread. */
final class WarmTypes {
    /** So many at most are warmed up: those served last. */
    static final int TYPES_MAX = 4;

    /** So long after its last task a type counts as in use. */
    static final long IN_USE_NANOS = 600_000_000_000L;

    private static final int BANNED_MAX = 1000;

    /** When each was served last, the latest last. */
    private final Map<JobTypeId, Long> servedNanos = new LinkedHashMap<>();

    private final Set<JobTypeId> banned = new LinkedHashSet<>();
    private @Nullable JobTypeId latest;
    private long latestNanos;

    /** A task is handed out; cheap where it is of the same type as the last. */
    void serves(JobTypeId type, long nowNanos) {
        if (!type.equals(latest)) {
            note();
            latest = type;
        }
        latestNanos = nowNanos;
    }

    /** A worker died of warming it up: it is not done again. */
    void ban(JobTypeId type) {
        if (banned.size() < BANNED_MAX) {
            banned.add(type);
        }
    }

    /** Those in use, the latest first. */
    List<JobTypeId> inUse(long nowNanos) {
        note();
        List<JobTypeId> types = new ArrayList<>();
        servedNanos.forEach(
                (type, at) -> {
                    if (nowNanos - at < IN_USE_NANOS && !banned.contains(type)) {
                        types.add(0, type);
                    }
                });
        return types;
    }

    private void note() {
        if (latest != null) {
            servedNanos.remove(latest);
            servedNanos.put(latest, latestNanos);
            if (servedNanos.size() > TYPES_MAX) {
                servedNanos.remove(servedNanos.keySet().iterator().next());
            }
        }
    }
}
