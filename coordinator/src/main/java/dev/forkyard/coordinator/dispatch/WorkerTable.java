package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.engine.WorkerOutput.Stream;
import dev.forkyard.coordinator.fleet.Remains;
import dev.forkyard.coordinator.fleet.WorkerProcess;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The workers' processes and links, and where each attempt is. Confined to the loop thread, but for
 * the processes and their output, which are thread-safe.
 */
final class WorkerTable {
    private final Map<WorkerId, WorkerProcess> processes = new ConcurrentHashMap<>();
    private final EndedOutputs ended = new EndedOutputs();
    private final Map<WorkerId, WorkerLink> links = new HashMap<>();
    private final Map<WorkerId, String> dumps = new HashMap<>();
    private final Map<AttemptId, Place> places = new HashMap<>();
    private @Nullable Remains lastEnded;
    private String lastDump = "";

    /**
     * Where an attempt is, and what its worker had printed when it was sent there: nothing of it
     * can lie before that, however late its start is heard of.
     */
    private record Place(WorkerId worker, JobTypeId type, long outFrom, long errFrom) {}

    void add(WorkerProcess process) {
        processes.put(process.id(), process);
    }

    Optional<WorkerProcess> process(WorkerId worker) {
        return Optional.ofNullable(processes.get(worker));
    }

    Map<WorkerId, WorkerProcess> processes() {
        return Collections.unmodifiableMap(processes);
    }

    Optional<WorkerOutput> output(WorkerId worker) {
        return process(worker).map(WorkerProcess::output).or(() -> ended.of(worker));
    }

    void add(WorkerLink link) {
        links.put(link.worker(), link);
    }

    Optional<WorkerLink> link(WorkerId worker) {
        return Optional.ofNullable(links.get(worker));
    }

    void dumped(WorkerId worker, String text) {
        if (processes.containsKey(worker)) {
            dumps.put(worker, text);
        }
    }

    /** What was said of its threads is old. */
    void forgetDump(WorkerId worker) {
        dumps.remove(worker);
    }

    void placed(AttemptId attempt, WorkerId worker, JobTypeId type) {
        WorkerProcess process = processes.get(worker);
        places.put(
                attempt,
                process == null
                        ? new Place(worker, type, 0, 0)
                        : new Place(
                                worker,
                                type,
                                process.outputPosition(Stream.STDOUT),
                                process.outputPosition(Stream.STDERR)));
    }

    Optional<WorkerId> placeOf(AttemptId attempt) {
        return Optional.ofNullable(places.get(attempt)).map(Place::worker);
    }

    Optional<JobTypeId> typeOf(AttemptId attempt) {
        return Optional.ofNullable(places.get(attempt)).map(Place::type);
    }

    /** An attempt is nowhere any more; its autopsy if its worker is the one that ended last. */
    Optional<Autopsy> takeAway(AttemptId attempt, String how) {
        Place place = places.remove(attempt);
        Remains remains = lastEnded;
        if (place == null || remains == null || !remains.process().id().equals(place.worker())) {
            return Optional.empty();
        }
        return Optional.of(remains.autopsy(how, lastDump, place.outFrom(), place.errFrom()));
    }

    /** A worker ended: its remains are kept for the autopsies of its attempts. */
    void ended(Remains remains) {
        WorkerId worker = remains.process().id();
        ended.add(worker, remains.process().output());
        processes.remove(worker);
        links.remove(worker);
        lastEnded = remains;
        lastDump = Objects.requireNonNullElse(dumps.remove(worker), "");
    }
}
