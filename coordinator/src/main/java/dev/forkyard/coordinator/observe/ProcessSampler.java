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

    /** /proc counts CPU time in ticks of sysconf(_SC_CLK_TCK), which is 100 on every Linux. */
    private static final long TICKS_PER_SECOND = 100;

    /** /proc counts memory in pages of sysconf(_SC_PAGESIZE). */
    private static final long PAGE_BYTES = 4096;

    private static final int UTIME_FIELD = 11;
    private static final int STIME_FIELD = 12;

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
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The command name may hold blanks; the fields after its last ')' do not.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME_FIELD]) + Long.parseLong(fields[STIME_FIELD]);
        String[] pages = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
        return new Sample(
                Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND),
                Long.parseLong(pages[1]) * PAGE_BYTES);
    }
}
