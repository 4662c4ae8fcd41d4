package dev.forkyard.coordinator.fleet;

import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.engine.WorkerOutput.Stream;
import java.time.Duration;

/**
 * All that is left of a worker that ended. Immutable; no I/O.
 *
 * @param errorFile the head of the JVM's hs_err file, empty if there is none
 */
public record Remains(WorkerProcess process, WorkerExit exit, Duration cpuTime, String errorFile) {
    /**
     * What an attempt should know of its worker's death.
     *
     * @param how what happened, for people
     * @param dump what the worker said of its threads, empty if it did not
     * @param outFrom position in stdout when the attempt began
     * @param errFrom position in stderr when the attempt began
     */
    public Autopsy autopsy(String how, String dump, long outFrom, long errFrom) {
        return new Autopsy(
                how,
                exit.signal() > 0 ? -1 : exit.status(),
                exit.signal(),
                process.printedFrom(Stream.STDOUT, outFrom),
                process.printedFrom(Stream.STDERR, errFrom),
                dump.isEmpty() ? process.printedDump() : dump,
                exit.peakRssBytes(),
                cpuTime,
                errorFile);
    }
}
