package dev.forkyard.client.cli.job;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Priority;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that every job takes, of whatever type. Stateless. */
public final class JobOptions {
    private static final int LABELS_MAX = 64;
    private static final int LABEL_LENGTH_MAX = 256;

    private JobOptions() {}

    /** Adds the options to a command. */
    public static void describe(CommandSpec spec) {
        describeExecution(spec);
        spec.addOption(
                OptionSpec.builder("--label")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel("KEY=VALUE")
                        .description("A note of yours on the job; may be repeated")
                        .build());
    }

    /** Adds those that say how a job is executed. */
    public static void describeExecution(CommandSpec spec) {
        spec.addOption(
                text("--priority", "high|normal|low", "Which jobs get workers first (normal)"));
        PolicyOptions.describe(spec);
    }

    /** An option with a text that the command reads itself. */
    public static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** Sets what the options say. */
    public static void apply(ParseResult words, JobSpec.Builder job) {
        if (words.hasMatchedOption("--priority")) {
            job.setPriority(priority(words.matchedOptionValue("--priority", "")));
        }
        ExecutionPolicy given = PolicyOptions.read(words);
        if (!given.equals(ExecutionPolicy.getDefaultInstance())) {
            job.setPolicy(given);
        }
        List<String> labels = words.matchedOptionValue("--label", List.of());
        labels.forEach(label -> addLabel(label, job));
    }

    private static Priority priority(String text) {
        return switch (text) {
            case "high" -> Priority.PRIORITY_HIGH;
            case "normal" -> Priority.PRIORITY_NORMAL;
            case "low" -> Priority.PRIORITY_LOW;
            default ->
                    throw CliException.usage(
                            "--priority " + Quoted.of(text) + " is not one of high, normal, low");
        };
    }

    static int number(ParseResult words, String option, int max) {
        String text = words.matchedOptionValue(option, "");
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        }
        throw CliException.usage(
                "%s %s is not a number from 1 to %d".formatted(option, Quoted.of(text), max));
    }

    private static void addLabel(String text, JobSpec.Builder job) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? "" : text.substring(0, equals);
        if (key.isEmpty()
                || key.length() > LABEL_LENGTH_MAX
                || text.length() - equals - 1 > LABEL_LENGTH_MAX) {
            throw CliException.usage(
                    "--label %s is not KEY=VALUE with 1 to %d characters each"
                            .formatted(Quoted.of(text), LABEL_LENGTH_MAX));
        }
        job.putLabels(key, text.substring(equals + 1));
        if (job.getLabelsCount() > LABELS_MAX) {
            throw CliException.usage(
                    "--label is given for more than %d keys".formatted(LABELS_MAX));
        }
    }
}
