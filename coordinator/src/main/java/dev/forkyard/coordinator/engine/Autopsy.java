package dev.forkyard.coordinator.engine;

import java.time.Duration;

/**
 * What is known of a worker's death. Immutable. Texts are cut at their front to 64 KiB; empty means
 * that there was nothing, or that it could not be had in time.
 *
 * @param how what happened, for people: {@code exited with code 3}
 * @param exitStatus 0…255, −1 if it was killed by a signal
 * @param signal the signal that ended it, 0 if none did
 * @param stdout the last that it printed since the attempt began
 * @param stderr the same of its standard error
 * @param threadDump its threads' stacks, taken before it was killed
 * @param peakRssBytes its largest resident memory, 0 if unknown
 * @param cpuTime what it had used, of its whole life
 * @param errorFile the head of the JVM's hs_err file
 */
public record Autopsy(
        String how,
        int exitStatus,
        int signal,
        String stdout,
        String stderr,
        String threadDump,
        long peakRssBytes,
        Duration cpuTime,
        String errorFile) {}
