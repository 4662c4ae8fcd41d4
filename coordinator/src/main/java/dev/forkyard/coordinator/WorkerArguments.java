package dev.forkyard.coordinator;

import dev.forkyard.coordinator.fleet.FleetConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of {@link CoordinatorMain} about workers' lives. Confined to one thread. */
final class WorkerArguments {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmgKMG])");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, Long> BYTES =
            Map.of("k", 1L << 10, "m", 1L << 20, "g", 1L << 30);
    private static final Map<String, Duration> TIMES =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));
    private static final Duration AGE_MAX = Duration.ofDays(365);
    private static final int TASKS_MAX = 999_999_999;

    private WorkerConfig config = WorkerConfig.DEFAULT;

    /**
     * Reads one option.
     *
     * @return false if it is not about workers' lives
     * @throws IllegalArgumentException with a line for the user
     */
    boolean takes(String option, String value) {
        WorkerConfig before = config;
        switch (option) {
            case "--spares" ->
                    config =
                            before.withSpares(
                                    CoordinatorArguments.number(
                                            option, value, 0, FleetConfig.SPARES_MAX));
            case "--max-tasks-per-worker" ->
                    config =
                            with(
                                    CoordinatorArguments.number(option, value, 1, TASKS_MAX),
                                    before.ageMax());
            case "--max-worker-age" ->
                    config = with(before.tasksMax(), Optional.of(age(option, value)));
            case "--worker-memory" ->
                    config = with(OptionalLong.of(size(option, value)), before.heapMegabytes());
            case "--worker-heap" ->
                    config = with(before.memoryBytes(), megabytes(size(option, value), value));
            default -> {
                return false;
            }
        }
        return true;
    }

    WorkerConfig config() {
        return config;
    }

    private WorkerConfig with(int tasksMax, Optional<Duration> ageMax) {
        return new WorkerConfig(
                config.spares(), tasksMax, ageMax, config.memoryBytes(), config.heapMegabytes());
    }

    private WorkerConfig with(OptionalLong memoryBytes, int heapMegabytes) {
        return new WorkerConfig(
                config.spares(), config.tasksMax(), config.ageMax(), memoryBytes, heapMegabytes);
    }

    private static int megabytes(long bytes, String value) {
        long megabytes = bytes >> 20;
        if (megabytes < 16 || megabytes > 1 << 20) {
            throw new IllegalArgumentException(
                    "--worker-heap must be 16m…1024g, was '" + value + "'");
        }
        return (int) megabytes;
    }

    private static long size(String option, String value) {
        Matcher matcher = SIZE.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    option + " must be a size such as 512m or 2g, was '" + value + "'");
        }
        Long unit = BYTES.get(matcher.group(2).toLowerCase(Locale.ROOT));
        return Long.parseLong(matcher.group(1)) * Objects.requireNonNull(unit);
    }

    private static Duration age(String option, String value) {
        Duration time = time(option, value);
        if (time.isZero() || time.compareTo(AGE_MAX) > 0) {
            throw new IllegalArgumentException(option + " must be 1ms…365d, was '" + value + "'");
        }
        return time;
    }

    /** A length of time as users write it. */
    static Duration time(String option, String value) {
        Matcher matcher = TIME.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    option + " must be a time such as 30s, 10m or 1h, was '" + value + "'");
        }
        Duration unit = Objects.requireNonNull(TIMES.get(matcher.group(2)));
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }
}
