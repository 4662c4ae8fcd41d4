package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.SumPrimesRequest;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code primes sum RANGE...}: adds up the primes of each range. Stateless. */
public final class SumWords implements JobWords {
    /** Needs nothing. */
    public SumWords() {}

    @Override
    public void describe(CommandSpec spec) {
        RangeWords.help(
                spec,
                "Adds up primes",
                "",
                "Sums are exact, up to 128 bits.",
                "",
                "Examples:",
                "  forkyard primes sum 1e9",
                "  forkyard primes sum 0..100 1e12..+1M -o csv");
        RangeWords.describe(spec);
        JobOptions.describe(spec);
    }

    @Override
    public List<JobSpec> jobs(ParseResult words, Session session) {
        return RangeWords.jobs(
                words,
                RangeWords.read(words, session, "sum"),
                RangeWords.RANGES_PER_REQUEST_MAX,
                (job, some) -> job.setSumPrimes(SumPrimesRequest.newBuilder().addAllRanges(some)));
    }
}
