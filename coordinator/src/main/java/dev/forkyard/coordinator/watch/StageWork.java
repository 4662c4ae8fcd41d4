package dev.forkyard.coordinator.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which processes worked for the stages of one job, and how much CPU time that took. Thread-safe:
 * written by the loop, read by anybody. Of the first {@value #STAGES_MAX} stages the first {@value
 * #WORKERS_MAX} workers each are known by their pid; what others do is counted under pid 0.
 */
public final class StageWork {
    private static final int STAGES_MAX = 100;
    private static final int WORKERS_MAX = 64;
    private static final long OTHERS = 0;

    // Guarded by this.
    private final Map<Integer, Map<Long, Account>> stages = new TreeMap<>();

    /** Nobody worked yet. */
    public StageWork() {}

    /**
     * What one process did for a stage.
     *
     * @param pid 0 for those beyond the limit
     * @param attempts how many it ended with a report, whatever became of them
     * @param cpuNanos CPU time of its slot in them, in nanoseconds
     */
    public record Worker(long pid, long attempts, long cpuNanos) {}

    /** The processes that worked for a stage, in the order in which they first reported. */
    public synchronized List<Worker> of(int stage) {
        List<Worker> workers = new ArrayList<>();
        stages.getOrDefault(stage, Map.of())
                .forEach(
                        (pid, account) ->
                                workers.add(new Worker(pid, account.attempts, account.cpuNanos)));
        return workers;
    }

    synchronized void add(int stage, long pid, long cpuNanos) {
        if (stage >= STAGES_MAX) {
            return;
        }
        Map<Long, Account> accounts = stages.computeIfAbsent(stage, key -> new LinkedHashMap<>());
        Account account = accounts.get(pid);
        if (account == null) {
            account =
                    accounts.computeIfAbsent(
                            accounts.size() < WORKERS_MAX ? pid : OTHERS, key -> new Account());
        }
        account.attempts++;
        account.cpuNanos += cpuNanos;
    }

    private static final class Account {
        long attempts;
        long cpuNanos;
    }
}
