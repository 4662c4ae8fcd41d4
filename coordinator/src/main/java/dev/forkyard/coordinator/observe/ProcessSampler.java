package dev.forkyard.coordinator.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * CPU time and resident memory of worker processes, read from /proc twice a second on a thread of
 * its own, so that no caller waits for a file. Thread-safe.
 */
public final class ProcessSampler implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;

    /** /proc counts memory in pages of sysconf(_SC_PAGESIZE). */
    private static final long PAGE_BYTES = 4096;

    private final Map<Long, Sample> samples = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread;

    /** What a process had used when it was looked at. Immutable. */
    public record Sample(Duration cpuTime, long residentBytes) {
        /** Of a process that was not looked at yet. */
        public static final Sample NONE = new Sample(Duration.ZERO, 0);
    }

    /** Starts to look at the processes that the supplier names. */
    public ProcessSampler(Supplier<Collection<Long>> pids) {
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread made = new Thread(work, "forkyard-sampler");
                            made.setDaemon(true);
                            return made;
                        });
        thread.scheduleWithFixedDelay(
                () -> look(pids.get()), PERIOD_MILLIS / 5, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The last look at a process. */
    public Sample of(long pid) {
        return samples.getOrDefault(pid, Sample.NONE);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look(Collection<Long> pids) {
        samples.keySet().retainAll(pids);
        for (long pid : pids) {
            try {
                samples.put(pid, read(pid));
            } catch (IOException | RuntimeException e) {
                // It ended between being listed and being looked at.
                samples.remove(pid);
            }
        }
    }

    private static Sample read(long pid) throws IOException {
        Duration cpuTime = ProcessStat.of(pid).map(ProcessStat::cpuTime).orElse(Duration.ZERO);
        String[] pages = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
        return new Sample(cpuTime, Long.parseLong(pages[1]) * PAGE_BYTES);
    }
}
