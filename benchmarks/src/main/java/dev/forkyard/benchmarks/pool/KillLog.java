package dev.forkyard.benchmarks.pool;

import dev.forkyard.benchmarks.stand.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the event log says of kills: when each dead worker's place was taken by one that had no task
 * before, and when that one was as fast as the others. Immutable.
 */
final class KillLog {
    /** As fast as the others: nine tenths of their numbers a nanosecond. */
    private static final double FULL_SPEED = 0.9;

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<EventLines.Line> lines;
    private final List<Long> killedAt;
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();

    /** A life in the log; times are 0 until they are known. */
    private static final class Attempt {
        final String worker;
        final long handedOutAt;
        final double width;
        long beganAt;
        long runNanos;

        Attempt(EventLines.Line line) {
            this.worker = line.worker();
            this.handedOutAt = line.atNanos();
            this.width = line.partWidth();
        }

        double speed() {
            return width / (double) runNanos;
        }
    }

    /** Reads the lines of kills that happened at these times, ascending. */
    KillLog(List<EventLines.Line> lines, List<Long> killedAt) {
        this.lines = List.copyOf(lines);
        this.killedAt = List.copyOf(killedAt);
        this.lines.forEach(this::add);
    }

    private void add(EventLines.Line line) {
        if (line.event().equals("attempt_handed_out")) {
            attempts.put(line.attempt(), new Attempt(line));
            return;
        }
        Attempt attempt = attempts.get(line.attempt());
        if (attempt == null) {
            return;
        }
        if (line.event().equals("attempt_started") && attempt.beganAt == 0) {
            attempt.beganAt = line.atNanos();
        } else if (line.event().equals("attempt_ended")) {
            // The end of a tiny one says that it began.
            attempt.beganAt = attempt.beganAt == 0 ? line.atNanos() : attempt.beganAt;
            attempt.runNanos = line.runNanos();
        }
    }

    /** Milliseconds from each kill to the first start on a fresh worker. */
    Samples swapMillis() {
        Map<Integer, Double> millis = new LinkedHashMap<>();
        firstOfFresh()
                .forEach(
                        (kill, attempt) -> {
                            if (attempt.beganAt > 0) {
                                millis.put(kill, since(kill, attempt.beganAt));
                            }
                        });
        return Samples.of(List.copyOf(millis.values()));
    }

    /**
     * Milliseconds from each kill to the start of the fresh worker's first attempt that was as fast
     * as those before any kill.
     */
    Samples fullSpeedMillis() {
        double usual = usualSpeed();
        List<Double> millis = new ArrayList<>();
        firstOfFresh()
                .forEach(
                        (kill, first) ->
                                attempts.values().stream()
                                        .filter(a -> a.worker.equals(first.worker))
                                        .filter(a -> a.runNanos > 0 && a.beganAt > 0)
                                        .filter(a -> a.speed() >= FULL_SPEED * usual)
                                        .findFirst()
                                        .ifPresent(a -> millis.add(since(kill, a.beganAt))));
        return Samples.of(millis);
    }

    private double since(int kill, long atNanos) {
        return (atNanos - killedAt.get(kill)) / NANOS_PER_MILLI;
    }

    private double usualSpeed() {
        return Samples.of(
                        attempts.values().stream()
                                .filter(a -> a.runNanos > 0 && a.handedOutAt < killedAt.get(0))
                                .map(Attempt::speed)
                                .toList())
                .median();
    }

    /**
     * Of each kill the first hand-out to a worker without a task before, ahead of the next kill.
     */
    private Map<Integer, Attempt> firstOfFresh() {
        Set<String> known = new HashSet<>();
        Map<Integer, Attempt> first = new LinkedHashMap<>();
        int kill = -1;
        for (Attempt attempt : attempts.values()) {
            while (kill + 1 < killedAt.size() && attempt.handedOutAt > killedAt.get(kill + 1)) {
                kill++;
            }
            if (known.add(attempt.worker) && kill >= 0) {
                first.putIfAbsent(kill, attempt);
            }
        }
        return first;
    }

    /** Milliseconds from each fork to the word that the worker is ready. */
    Samples forkMillis() {
        Map<String, Long> forkedAt = new HashMap<>();
        List<Double> millis = new ArrayList<>();
        for (EventLines.Line line : lines) {
            if (line.event().equals("worker_forked")) {
                forkedAt.put(line.worker(), line.atNanos());
            }
            Long forked = forkedAt.get(line.worker());
            if (line.event().equals("worker_registered") && forked != null) {
                millis.add((line.atNanos() - forked) / NANOS_PER_MILLI);
            }
        }
        return Samples.of(millis);
    }
}
