package dev.forkyard.client.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.forkyard.client.cli.output.ByteText;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Java, processors, memory and what the workers need of Linux. Stateless. */
final class MachineChecks {
    private static final int JAVA_MIN = 17;
    private static final long MEMORY_BYTES_MIN = 512L << 20;

    private MachineChecks() {}

    static Check java() {
        String found =
                Runtime.version()
                        + ", "
                        + System.getProperty("java.vm.name", "?")
                        + ", "
                        + System.getProperty("java.home", "?");
        return Runtime.version().feature() >= JAVA_MIN
                ? Check.ok("java", found)
                : Check.fail("java", found, "use Java " + JAVA_MIN + " or newer");
    }

    /**
     * Processors under the quota of the control group.
     *
     * @param groups usually {@code /sys/fs/cgroup}
     */
    static Check processors(Path groups) {
        int processors = Runtime.getRuntime().availableProcessors();
        OptionalDouble quota = quota(groups);
        String found =
                processors
                        + (processors == 1 ? " core" : " cores")
                        + (quota.isEmpty()
                                ? ", no cgroup quota"
                                : String.format(
                                        Locale.ROOT, ", cgroup quota %.2f", quota.getAsDouble()));
        if (quota.isPresent() && quota.getAsDouble() < processors) {
            return Check.warn(
                    "cores",
                    found,
                    "workers share the quota: start no more of them than it has cores");
        }
        return Check.ok("cores", found);
    }

    static Check memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize();
        long free = available(Path.of("/proc/meminfo"), system.getFreeMemorySize());
        String found = ByteText.of(total) + ", " + ByteText.of(free) + " available";
        return free >= MEMORY_BYTES_MIN
                ? Check.ok("memory", found)
                : Check.warn(
                        "memory",
                        found,
                        "a worker needs about 100 MiB: free some, or fewer workers");
    }

    static Check epoll() {
        if (Epoll.isAvailable()) {
            return Check.ok("epoll", "native transport available");
        }
        return Check.warn(
                "epoll",
                "native transport not available: " + Epoll.unavailabilityCause().getMessage(),
                "the coordinator falls back to NIO; use Linux on x86_64 or aarch64");
    }

    /** A program that the scripts start with. */
    static Check program(String name, String use, Map<String, String> variables) {
        for (String folder : variables.getOrDefault("PATH", "").split(":", -1)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isExecutable(program)) {
                return Check.ok(name, program.toString());
            }
        }
        return Check.warn(name, "not on the PATH", "install util-linux: " + use);
    }

    /** Processors that cgroup v2 or v1 grants, if it limits them. */
    private static OptionalDouble quota(Path groups) {
        String[] both = read(groups.resolve("cpu.max")).split(" ", -1);
        if (both.length == 2) {
            return quota(both[0], both[1]);
        }
        return quota(
                read(groups.resolve("cpu/cpu.cfs_quota_us")),
                read(groups.resolve("cpu/cpu.cfs_period_us")));
    }

    /** Version 2 writes "max" and version 1 writes -1 where there is no limit. */
    private static OptionalDouble quota(String quotaMicros, String periodMicros) {
        if (!quotaMicros.matches("[0-9]{1,15}") || !periodMicros.matches("[1-9][0-9]{0,15}")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                Double.parseDouble(quotaMicros) / Double.parseDouble(periodMicros));
    }

    /** Linux counts what its caches would give back, which the JVM's figure does not. */
    private static long available(Path memoryInfo, long otherwise) {
        return read(memoryInfo)
                .lines()
                .filter(line -> line.startsWith("MemAvailable:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .map(digits -> Long.parseLong(digits) << 10)
                .findFirst()
                .orElse(otherwise);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return ""; // Not there on this machine.
        }
    }
}
