package dev.forkyard.coordinator.fleet;

import dev.forkyard.coordinator.observe.ProcessStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The memory and CPU time of one process as they were last seen; the kernel forgets them with its
 * end. Confined to the watch's thread, but for the getters, which are thread-safe.
 *
 * <p>Its /proc/PID/statm stays open: reading it again costs 2 µs and no garbage, and it is of this
 * process even when its number has become another's.
 */
final class ProcessVitals implements AutoCloseable {
    /** /proc counts memory in pages of sysconf(_SC_PAGESIZE). */
    private static final long PAGE_BYTES = 4096;

    private final long pid;
    private final FileChannel statm;
    private volatile long residentBytes;
    private volatile long peakBytes;
    private volatile long cpuTicks;

    /**
     * Opens the process's file.
     *
     * @throws IOException if it is gone
     */
    ProcessVitals(long pid) throws IOException {
        this.pid = pid;
        this.statm = FileChannel.open(Path.of("/proc/" + pid + "/statm"), StandardOpenOption.READ);
    }

    /** Looks at its memory; what was seen before stays if it is gone. */
    void lookAtMemory(ByteBuffer buffer) {
        try {
            buffer.clear();
            if (statm.read(buffer, 0) > 0) {
                residentBytes = secondNumber(buffer.flip()) * PAGE_BYTES;
                peakBytes = Math.max(peakBytes, residentBytes);
            }
        } catch (IOException e) {
            residentBytes = 0;
        }
    }

    /** Looks at its CPU time and at what the kernel knows of its largest memory. */
    void lookAtAll(ByteBuffer buffer) {
        lookAtMemory(buffer);
        ProcessStat.of(pid).ifPresent(stat -> cpuTicks = Math.max(cpuTicks, stat.cpuTicks()));
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    long kibibytes = Long.parseLong(line.replaceAll("[^0-9]", ""));
                    peakBytes = Math.max(peakBytes, kibibytes * 1024);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Gone; what was seen before stays.
            residentBytes = 0;
        }
    }

    long residentBytes() {
        return residentBytes;
    }

    long peakBytes() {
        return peakBytes;
    }

    Duration cpuTime() {
        return Duration.ofMillis(cpuTicks * 1000 / ProcessStat.TICKS_PER_SECOND);
    }

    @Override
    public void close() {
        try {
            statm.close();
        } catch (IOException e) {
            // Nothing was written: nothing is lost.
            residentBytes = 0;
        }
    }

    private static long secondNumber(ByteBuffer digits) {
        while (digits.hasRemaining() && digits.get() != ' ') {}
        long number = 0;
        while (digits.hasRemaining()) {
            int digit = digits.get() - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
