package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.range.RangeFile;
import dev.forkyard.client.cli.range.RangeNotation;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.wire.WireRanges;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code primes count RANGE...}: counts the primes of each range. Stateless. */
public final class CountWords implements JobWords {
    /** The contract's limit of one request; more ranges become several requests. */
    private static final int RANGES_PER_REQUEST_MAX = 10_000;

    /** The contract's limit of one request by the formula. */
    private static final int PI_RANGES_PER_REQUEST_MAX = 1_000;

    /** Needs nothing. */
    public CountWords() {}

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .header("Counts primes; ranges are half-open: A..B holds A and not B.")
                .footer(
                        "",
                        "RANGE is A..B (without B), A..=B (with B), A..+N (N numbers from A on) or B",
                        "(0..B). Numbers: 1000000, 1_000_000, 1e6, 10^6, 2**20, 5M (K M G T).",
                        "Bounds go up to 18446744073709551615.",
                        "",
                        "Examples:",
                        "  forkyard primes count 1e9",
                        "  forkyard primes count 0..100 1e12..+1M",
                        "  forkyard primes count --file ranges.txt -o csv");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("RANGE")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("What to count in")
                        .build());
        spec.addOption(JobOptions.text("--method", "auto|sieve|pi", "How to count (auto)"));
        spec.addOption(
                JobOptions.text("--file", "FILE|-", "Read ranges from a file, or from stdin"));
        JobOptions.describe(spec);
    }

    @Override
    public List<JobSpec> jobs(ParseResult words, Session session) {
        List<UnsignedRange> ranges = new ArrayList<>();
        List<String> written = words.matchedPositionalValue(0, List.of());
        written.forEach(word -> ranges.add(RangeNotation.parse(word)));
        Method method = method(words.matchedOptionValue("--method", "auto"));
        JobSpec.Builder common = JobSpec.newBuilder();
        JobOptions.apply(words, common);
        if (words.hasMatchedOption("--file")) {
            String file = words.matchedOptionValue("--file", "");
            ranges.addAll(RangeFile.read(file, session.environment().in()));
        }
        if (ranges.isEmpty()) {
            throw CliException.usage(
                    "no RANGE given; write one such as 1..1e6, or --file FILE (see forkyard primes"
                            + " count --help)");
        }
        List<JobSpec> jobs = new ArrayList<>();
        int most = method == Method.METHOD_PI ? PI_RANGES_PER_REQUEST_MAX : RANGES_PER_REQUEST_MAX;
        for (int from = 0; from < ranges.size(); from += most) {
            int to = Math.min(ranges.size(), from + most);
            jobs.add(job(common, method, ranges.subList(from, to)));
        }
        return List.copyOf(jobs);
    }

    private static JobSpec job(JobSpec.Builder common, Method method, List<UnsignedRange> ranges) {
        var request = CountPrimesRequest.newBuilder().setMethod(method);
        ranges.forEach(range -> request.addRanges(WireRanges.toWire(range)));
        return common.clone().setCountPrimes(request).build();
    }

    private static Method method(String text) {
        return switch (text) {
            case "auto" -> Method.METHOD_AUTO;
            case "sieve" -> Method.METHOD_SIEVE;
            case "pi" -> Method.METHOD_PI;
            default ->
                    throw CliException.usage(
                            "--method " + Quoted.of(text) + " is not one of auto, sieve, pi");
        };
    }
}
