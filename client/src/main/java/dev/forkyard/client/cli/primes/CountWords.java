package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Method;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code primes count RANGE...}: counts the primes of each range. Stateless. */
public final class CountWords implements JobWords {
    /** The contract's limit of one request by the formula. */
    private static final int PI_RANGES_PER_REQUEST_MAX = 1_000;

    /** Needs nothing. */
    public CountWords() {}

    @Override
    public void describe(CommandSpec spec) {
        RangeWords.help(
                spec,
                "Counts primes",
                "",
                "Examples:",
                "  forkyard primes count 1e9",
                "  forkyard primes count 0..100 1e12..+1M",
                "  forkyard primes count --file ranges.txt -o csv");
        RangeWords.describe(spec);
        spec.addOption(JobOptions.text("--method", "auto|sieve|pi", "How to count (auto)"));
        JobOptions.describe(spec);
    }

    @Override
    public List<JobSpec> jobs(ParseResult words, Session session) {
        Method method = method(words.matchedOptionValue("--method", "auto"));
        List<UnsignedRange> ranges = RangeWords.read(words, session, "count");
        boolean formula = method == Method.METHOD_PI;
        return RangeWords.jobs(
                words,
                ranges,
                formula ? PI_RANGES_PER_REQUEST_MAX : RangeWords.RANGES_PER_REQUEST_MAX,
                (job, some) ->
                        job.setCountPrimes(
                                CountPrimesRequest.newBuilder()
                                        .setMethod(method)
                                        .addAllRanges(some)));
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
