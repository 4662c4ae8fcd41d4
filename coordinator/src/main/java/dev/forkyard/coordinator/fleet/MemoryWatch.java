package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.observe.ProcessStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the memory of all workers ten times a second, and says which are over their limit. Runs
 * on a thread of its own, on which it also reports. Thread-safe.
 */
public final class MemoryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);
    private static final long PERIOD_MILLIS = 100;

    /** CPU time and the kernel's own peak cost more to read, and are needed less. */
    private static final int ALL_EVERY = 5;

    private final MemoryLimit limit;
    private final Reports reports;
    private final Map<WorkerId, ProcessVitals> vitals = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256);
    private final KernelKills kernelKills = new KernelKills();
    private volatile boolean enforced;
    private int round;

    /** What the watch reports, on its thread; must not block. */
    public interface Reports {
        /** A worker is over its limit; said again until it is gone. */
        void overMemory(WorkerId worker, String why);

        /** A silent worker was looked up. */
        void inspected(WorkerId worker, char processState, long cpuTicks);

        /**
         * A first idle worker was measured.
         *
         * @param refusal why nobody can work within the limit, empty if that is not so
         */
        void measured(Optional<String> refusal);
    }

    /** Starts to watch. */
    public MemoryWatch(MemoryLimit limit, Reports reports) {
        this.limit = limit;
        this.reports = reports;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread made = new Thread(work, "forkyard-memory");
                            made.setDaemon(true);
                            return made;
                        });
        var unused =
                thread.scheduleWithFixedDelay(
                        this::lookAtAll, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A worker was forked. */
    public void begin(WorkerId worker, long pid) {
        try {
            vitals.put(worker, new ProcessVitals(pid));
        } catch (IOException e) {
            LOG.debug("{} ended before it was looked at", worker, e);
        }
    }

    /** Measures a first idle worker; from now on the limit holds unless it is refused. */
    public void measureIdle(WorkerId worker) {
        run(
                () -> {
                    ProcessVitals idle = vitals.get(worker);
                    if (idle != null) {
                        idle.lookAtMemory(buffer);
                        Optional<String> refusal = limit.refusal(idle.residentBytes());
                        enforced = refusal.isEmpty();
                        reports.measured(refusal);
                    }
                });
    }

    /** Looks a silent worker up. */
    public void inspect(WorkerId worker, long pid) {
        run(
                () ->
                        ProcessStat.of(pid)
                                .ifPresent(
                                        s -> reports.inspected(worker, s.state(), s.cpuTicks())));
    }

    /** Looks once more at a worker that is about to be killed. */
    public void lookAgain(WorkerId worker) {
        run(
                () -> {
                    ProcessVitals condemned = vitals.get(worker);
                    if (condemned != null) {
                        condemned.lookAtAll(buffer);
                    }
                });
    }

    /** Has a condemned worker print what its threads do. */
    public void makePrintThreads(WorkerProcess process) {
        run(process::quit);
    }

    /** A worker is gone; what was last seen of it, empty if it was never looked at. */
    Optional<ProcessVitals> end(WorkerId worker) {
        Optional<ProcessVitals> last = Optional.ofNullable(vitals.remove(worker));
        last.ifPresent(ProcessVitals::close);
        return last;
    }

    /** Whether the kernel killed somebody for want of memory in the last seconds. */
    boolean kernelKilledLately() {
        return kernelKills.roseLately();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        vitals.values().forEach(ProcessVitals::close);
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the watch is closed", e);
        }
    }

    private void lookAtAll() {
        boolean all = ++round % ALL_EVERY == 0;
        if (all) {
            kernelKills.look();
        }
        vitals.forEach(
                (worker, one) -> {
                    if (all) {
                        one.lookAtAll(buffer);
                    } else {
                        one.lookAtMemory(buffer);
                    }
                    if (enforced && one.residentBytes() > limit.bytes()) {
                        reports.overMemory(worker, limit.describe(one.residentBytes()));
                    }
                });
    }

    /** The kernel's count of kills for want of memory, and what it was one look before. */
    private static final class KernelKills {
        private volatile long before = -1;
        private volatile long last = -1;

        void look() {
            before = last;
            last = read();
        }

        /** Since the look before the last, so that a kill just before a look counts. */
        boolean roseLately() {
            long now = read();
            return before >= 0 && now > before;
        }

        private static long read() {
            try {
                for (String line : Files.readAllLines(Path.of("/proc/vmstat"))) {
                    if (line.startsWith("oom_kill ")) {
                        return Long.parseLong(line.substring("oom_kill ".length()));
                    }
                }
            } catch (IOException | NumberFormatException e) {
                LOG.debug("/proc/vmstat cannot be read", e);
            }
            return -1;
        }
    }
}
