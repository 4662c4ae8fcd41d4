package dev.forkyard.coordinator.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much resident memory one worker may have. Immutable.
 *
 * @param bytes above this it is killed
 * @param wanted whether somebody asked for this number: then it must make sense
 * @param hostBytes what all workers have together
 */
public record MemoryLimit(long bytes, boolean wanted, long hostBytes) {
    /** What a worker needs above its idle size for a task to do anything. */
    public static final long MARGIN_BYTES = 32L << 20;

    private static final long DEFAULT_BYTES_MAX = 512L << 20;

    /** What a JVM takes besides its heap, in the worst case that was seen. */
    private static final long BESIDES_HEAP_BYTES = 128L << 20;

    private static final long MEBIBYTE = 1L << 20;

    /**
     * A wanted limit, or the smaller of 512 MiB and the worker's share of three quarters of the
     * host's memory, but never so little that a full heap is over it.
     *
     * @param processes workers and spares
     * @throws IllegalArgumentException if all at their wanted limit have more than the host
     */
    public static MemoryLimit of(
            OptionalLong wanted, int processes, int heapMegabytes, long hostBytes) {
        if (wanted.isPresent()) {
            MemoryLimit limit = new MemoryLimit(wanted.getAsLong(), true, hostBytes);
            limit.refusalOf(processes)
                    .ifPresent(
                            why -> {
                                throw new IllegalArgumentException(why);
                            });
            return limit;
        }
        long share = Math.min(DEFAULT_BYTES_MAX, hostBytes / 4 * 3 / processes);
        long least = heapMegabytes * MEBIBYTE + BESIDES_HEAP_BYTES;
        return new MemoryLimit(Math.max(share, least), false, hostBytes);
    }

    /** Why so many workers and spares are too many, empty if they are not. */
    public Optional<String> refusalOf(int processes) {
        return !wanted || bytes <= hostBytes / processes
                ? Optional.empty()
                : Optional.of(
                        ("--worker-memory must be at most %d MiB for %d workers and spares on this"
                                        + " host of %d MiB, was %d MiB; use fewer")
                                .formatted(
                                        hostBytes / processes / MEBIBYTE,
                                        processes,
                                        hostBytes / MEBIBYTE,
                                        bytes / MEBIBYTE));
    }

    /** Reads the host's memory, or its cgroup's if that is less. */
    public static long readHostBytes() {
        long host = Long.MAX_VALUE;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemTotal:")) {
                    host = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Then nothing is known, and nothing is refused.
            return host;
        }
        return Math.min(host, cgroupBytes());
    }

    /** Why the limit is too small for a worker that is idle with so much, empty if it is not. */
    Optional<String> refusal(long idleBytes) {
        return !wanted || bytes >= idleBytes + MARGIN_BYTES
                ? Optional.empty()
                : Optional.of(
                        ("--worker-memory must be at least %d MiB, was %d MiB: an idle worker has"
                                        + " %d MiB resident, and a task needs some")
                                .formatted(
                                        (idleBytes + MARGIN_BYTES) / MEBIBYTE + 1,
                                        bytes / MEBIBYTE,
                                        idleBytes / MEBIBYTE));
    }

    /** What is said of a worker that is over it. */
    String describe(long residentBytes) {
        return "its resident memory was %d MiB, its limit %d MiB"
                .formatted(residentBytes / MEBIBYTE, bytes / MEBIBYTE);
    }

    private static long cgroupBytes() {
        try {
            String limit = Files.readString(Path.of("/sys/fs/cgroup/memory.max")).strip();
            return limit.equals("max") ? Long.MAX_VALUE : Long.parseLong(limit);
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
