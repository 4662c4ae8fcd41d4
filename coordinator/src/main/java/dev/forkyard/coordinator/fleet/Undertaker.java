package dev.forkyard.coordinator.fleet;

import dev.forkyard.coordinator.engine.WorkerOutput.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to workers that ended: kills what they left behind, and gathers what is to be known of their
 * death, before anybody hears of it. So a retry cannot meet a grandchild of the attempt before.
 * Runs on a thread of its own, on which it also reports. Thread-safe.
 */
public final class Undertaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Undertaker.class);
    private static final String HEAP_FULL = "Terminating due to java.lang.OutOfMemoryError";
    private static final String WORKER_ENDS = "forkyard worker ends: ";
    private static final String DRAINED = WORKER_ENDS + "DRAINED: ";
    private static final int DRAINED_STATUS = 0;
    private static final int CRASH_STATUS = 1;
    private static final Pattern CRASH =
            Pattern.compile("^#\\s+SIG[A-Z]+ \\(0x([0-9a-f]{1,2})\\)", Pattern.MULTILINE);
    private static final int HEAP_FULL_STATUS = 3;
    private static final int LINK_LOST_STATUS = 82;
    private static final int PROTOCOL_STATUS = 84;
    private static final int ERROR_FILE_BYTES_MAX = 16 * 1024;
    private static final int ERROR_FILES_KEPT = 32;

    /**
     * The rest of a pipe is read in microseconds, on a machine that is busy many times over in some
     * tenths of a second; more is a process that outlived the sweep.
     */
    private static final long LAST_WORDS_MILLIS_MAX = 1_000;

    private final Path errorDirectory;
    private final RunMark mark;
    private final MemoryWatch watch;
    private final Consumer<Remains> report;

    /** Bounded by the number of workers that are alive at once. */
    private final BlockingQueue<WorkerProcess> ended = new LinkedBlockingQueue<>();

    private final Thread thread;

    /**
     * Starts the thread, which first kills what earlier runs left.
     *
     * @param errorDirectory where crashing JVMs leave their hs_err files
     */
    public Undertaker(
            Path errorDirectory, RunMark mark, MemoryWatch watch, Consumer<Remains> report) {
        this.errorDirectory = errorDirectory;
        this.mark = mark;
        this.watch = watch;
        this.report = report;
        this.thread = new Thread(this::run, "forkyard-undertaker");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** A process ended. */
    public void take(WorkerProcess process) {
        ended.add(process);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        SessionSweep.sweepEarlierRuns(mark);
        try {
            while (true) {
                List<WorkerProcess> dead = new ArrayList<>();
                dead.add(ended.take());
                ended.drainTo(dead);
                long now = SessionSweep.nowTicks();
                SessionSweep.sweep(dead.stream().map(process -> process.ended(now)).toList());
                for (WorkerProcess process : dead) {
                    process.kept().awaitEnd(LAST_WORDS_MILLIS_MAX);
                    report.accept(remains(process));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Remains remains(WorkerProcess process) {
        Optional<ProcessVitals> vitals = watch.end(process.id());
        String errorFile = errorFile(process.pid());
        int status = statusOf(process.exitStatus(), errorFile);
        KeptOutput output = process.kept();
        boolean heapFull =
                status == HEAP_FULL_STATUS && output.text(Stream.STDOUT, 0).contains(HEAP_FULL);
        boolean byExitCall = output.text(Stream.STDERR, 0).contains(KeptOutput.EXIT_NOTE);
        boolean kernelLackedMemory =
                !byExitCall && status == 128 + WorkerExit.SIGKILL && watch.kernelKilledLately();
        WorkerExit exit =
                new WorkerExit(
                        status,
                        output.lastLine(),
                        heapFull,
                        isByItsWord(status, output),
                        byExitCall,
                        kernelLackedMemory,
                        process.pid(),
                        vitals.map(ProcessVitals::peakBytes).orElse(0L));
        return new Remains(
                process, exit, vitals.map(ProcessVitals::cpuTime).orElse(Duration.ZERO), errorFile);
    }

    /**
     * Whether the worker's own code ended it, for no fault of a task, and said so. After the word
     * that it leaves, hooks of user code may print more.
     */
    private static boolean isByItsWord(int status, KeptOutput output) {
        if (status == DRAINED_STATUS) {
            return output.text(Stream.STDERR, 0).contains(DRAINED);
        }
        return status >= LINK_LOST_STATUS
                && status <= PROTOCOL_STATUS
                && output.lastLine().startsWith(WORKER_ENDS);
    }

    /**
     * A JVM that crashes without leaving a core exits with 1, as a task may do by itself; its error
     * file has the signal.
     */
    private static int statusOf(int exitStatus, String errorFile) {
        Matcher crash = CRASH.matcher(errorFile);
        return exitStatus == CRASH_STATUS && crash.find()
                ? 128 + Integer.parseInt(crash.group(1), 16)
                : exitStatus;
    }

    private String errorFile(long pid) {
        Path file = errorDirectory.resolve("hs_err_" + pid + ".log");
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream stream = Files.newInputStream(file)) {
            String head =
                    new String(stream.readNBytes(ERROR_FILE_BYTES_MAX), StandardCharsets.UTF_8);
            removeOldErrorFiles();
            return head;
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file, e);
            return "";
        }
    }

    private void removeOldErrorFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(errorDirectory, "hs_err_[0-9]*.log")) {
            found.forEach(files::add);
        }
        files.sort((a, b) -> Long.compare(b.toFile().lastModified(), a.toFile().lastModified()));
        for (Path old : files.subList(Math.min(ERROR_FILES_KEPT, files.size()), files.size())) {
            Files.deleteIfExists(old);
        }
    }
}
