package dev.forkyard.client.cli.job;

import com.google.protobuf.Duration;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.FailurePolicy;
import dev.forkyard.proto.wire.WireTimes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options that limit a job's execution, one for each field of the policy. Stateless. */
final class PolicyOptions {
    private static final int BUDGET_MAX = 100;
    private static final int WORKER_LOSSES_MAX = 1000;
    private static final java.time.Duration KILL_GRACE_MAX = java.time.Duration.ofHours(1);

    /** A field that is a time, and what it limits. */
    private record Time(String description, BiConsumer<ExecutionPolicy.Builder, Duration> field) {}

    private static final Map<String, Time> TIMES = times();

    private PolicyOptions() {}

    private static Map<String, Time> times() {
        Map<String, Time> times = new LinkedHashMap<>();
        times.put(
                "--attempt-timeout",
                new Time(
                        "How long one attempt may run, such as 10s (no limit)",
                        ExecutionPolicy.Builder::setAttemptTimeout));
        times.put(
                "--progress-timeout",
                new Time(
                        "How long an attempt may make no progress (no limit)",
                        ExecutionPolicy.Builder::setProgressTimeout));
        times.put(
                "--queue-timeout",
                new Time(
                        "How long the job may wait for a worker (no limit)",
                        ExecutionPolicy.Builder::setQueueTimeout));
        times.put(
                "--deadline",
                new Time(
                        "How long the job may take in all (no limit)",
                        ExecutionPolicy.Builder::setDeadline));
        return times;
    }

    /** Adds the options to a command. */
    static void describe(CommandSpec spec) {
        TIMES.forEach(
                (name, time) -> spec.addOption(JobOptions.text(name, "TIME", time.description())));
        add(spec, "--kill-grace", "TIME", "From the order to stop to the worker's death (2s)");
        add(spec, "--max-attempts", "N", "Failures of one task by its own fault (3)");
        add(spec, "--max-worker-deaths", "N", "Workers that one item may kill (3)");
        add(spec, "--max-memory-deaths", "N", "Of these, for want of memory (2)");
        add(spec, "--max-worker-losses", "N", "Workers that a task may lose innocently (100)");
        add(spec, "--max-items-per-task", "N", "Numbers or items in one task (automatic)");
        add(
                spec,
                "--policy",
                "fail-fast|continue",
                "What a piece that is given up means for the rest (fail-fast)");
    }

    /** What the options say. */
    static ExecutionPolicy read(ParseResult words) {
        ExecutionPolicy.Builder policy = ExecutionPolicy.newBuilder();
        TIMES.forEach(
                (name, time) -> {
                    if (words.hasMatchedOption(name)) {
                        String text = words.matchedOptionValue(name, "");
                        java.time.Duration length = DurationText.parse(name, text);
                        time.field().accept(policy, WireTimes.toWire(length));
                    }
                });
        if (words.hasMatchedOption("--kill-grace")) {
            policy.setKillGrace(grace(words.matchedOptionValue("--kill-grace", "")));
        }
        number(words, "--max-attempts", BUDGET_MAX, policy::setMaxAttempts);
        number(words, "--max-worker-deaths", BUDGET_MAX, policy::setMaxWorkerDeaths);
        number(words, "--max-memory-deaths", BUDGET_MAX, policy::setMaxMemoryDeaths);
        number(words, "--max-worker-losses", WORKER_LOSSES_MAX, policy::setMaxWorkerLosses);
        number(words, "--max-items-per-task", 999_999_999, policy::setMaxItemsPerTask);
        if (words.hasMatchedOption("--policy")) {
            policy.setFailurePolicy(failurePolicy(words.matchedOptionValue("--policy", "")));
        }
        return policy.build();
    }

    /** A setter of a field that is a number. */
    private interface Field {
        @SuppressWarnings("UnusedReturnValue")
        Object set(int value);
    }

    private static void number(ParseResult words, String option, int max, Field field) {
        if (words.hasMatchedOption(option)) {
            field.set(JobOptions.number(words, option, max));
        }
    }

    private static Duration grace(String text) {
        java.time.Duration grace =
                text.matches("0(ms|s|m|h|d)?")
                        ? java.time.Duration.ZERO
                        : DurationText.parse("--kill-grace", text);
        if (grace.compareTo(KILL_GRACE_MAX) > 0) {
            throw CliException.usage(
                    "--kill-grace " + Quoted.of(text) + " is more than 1h; write 0 to 1h");
        }
        return WireTimes.toWire(grace);
    }

    private static FailurePolicy failurePolicy(String text) {
        return switch (text) {
            case "fail-fast" -> FailurePolicy.FAILURE_POLICY_FAIL_FAST;
            case "continue" -> FailurePolicy.FAILURE_POLICY_CONTINUE;
            default ->
                    throw CliException.usage(
                            "--policy " + Quoted.of(text) + " is not one of fail-fast, continue");
        };
    }

    private static void add(CommandSpec spec, String name, String label, String description) {
        spec.addOption(JobOptions.text(name, label, description));
    }
}
