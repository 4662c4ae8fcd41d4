package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.range.RangeFile;
import dev.forkyard.client.cli.range.RangeNotation;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.wire.WireRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The words {@code RANGE...} and {@code --file} of commands that ask about ranges. Stateless. */
final class RangeWords {
    /** The contract's limit of one request; more ranges become several requests. */
    static final int RANGES_PER_REQUEST_MAX = 10_000;

    private static final String[] NOTATION = {
        "",
        "RANGE is A..B (without B), A..=B (with B), A..+N (N numbers from A on) or B",
        "(0..B). Numbers: 1000000, 1_000_000, 1e6, 10^6, 2**20, 5M (K M G T).",
        "Bounds go up to 18446744073709551615.",
    };

    private RangeWords() {}

    /** A header that says half-open, the notation, and lines of one's own. */
    static void help(CommandSpec spec, String what, String... lines) {
        spec.usageMessage()
                .header(what + "; ranges are half-open: A..B holds A and not B.")
                .footer(
                        Stream.concat(Stream.of(NOTATION), Stream.of(lines))
                                .toArray(String[]::new));
    }

    /** Adds the words to a command. */
    static void describe(CommandSpec spec) {
        describeRange(spec, "0..*");
        spec.addOption(
                JobOptions.text("--file", "FILE|-", "Read ranges from a file, or from stdin"));
    }

    /** Adds the positional word only. */
    static void describeRange(CommandSpec spec, String arity) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("RANGE")
                        .arity(arity)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("Where to look")
                        .build());
    }

    /**
     * The ranges that the words name.
     *
     * @param command such as {@code count}, for the pointer to its help
     * @throws CliException if there are none
     */
    static List<UnsignedRange> read(ParseResult words, Session session, String command) {
        List<UnsignedRange> ranges = new ArrayList<>();
        List<String> written = words.matchedPositionalValue(0, List.of());
        written.forEach(word -> ranges.add(RangeNotation.parse(word)));
        if (words.hasMatchedOption("--file")) {
            String file = words.matchedOptionValue("--file", "");
            ranges.addAll(RangeFile.read(file, session.environment().in()));
        }
        if (ranges.isEmpty()) {
            throw CliException.usage(
                    "no RANGE given; write one such as 1..1e6, or --file FILE (see forkyard primes "
                            + command
                            + " --help)");
        }
        return ranges;
    }

    /**
     * Jobs for all ranges, each with as many as one request may have.
     *
     * @param input sets the input of a job that is otherwise complete
     */
    static List<JobSpec> jobs(
            ParseResult words,
            List<UnsignedRange> ranges,
            int rangesMax,
            BiConsumer<JobSpec.Builder, List<Range>> input) {
        JobSpec.Builder common = JobSpec.newBuilder();
        JobOptions.apply(words, common);
        List<JobSpec> jobs = new ArrayList<>();
        for (int from = 0; from < ranges.size(); from += rangesMax) {
            int to = Math.min(ranges.size(), from + rangesMax);
            JobSpec.Builder job = common.clone();
            input.accept(job, ranges.subList(from, to).stream().map(WireRanges::toWire).toList());
            jobs.add(job.build());
        }
        return List.copyOf(jobs);
    }
}
