package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.range.RangeNotation;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.FindLargestGapRequest;
import dev.forkyard.proto.v1.JobSpec;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code primes gaps RANGE}: finds the largest gap between two primes. Stateless. */
public final class GapsWords implements JobWords {
    /** Needs nothing. */
    public GapsWords() {}

    @Override
    public void describe(CommandSpec spec) {
        RangeWords.help(
                spec,
                "Finds the largest prime gap",
                "",
                "Prints its length and the two consecutive primes: the first of several such",
                "gaps, or none where the range has fewer than two primes.",
                "",
                "Examples:",
                "  forkyard primes gaps 1e9",
                "  forkyard primes gaps 1e12..+1e10");
        RangeWords.describeRange(spec, "0..*");
        JobOptions.describe(spec);
    }

    @Override
    public List<JobSpec> jobs(ParseResult words, Session session) {
        List<String> written = words.matchedPositionalValue(0, List.of());
        if (written.size() != 1) {
            throw CliException.usage(
                    ("%d ranges given, primes gaps takes one such as 1..1e6 (see forkyard primes"
                                    + " gaps --help)")
                            .formatted(written.size()));
        }
        return RangeWords.jobs(
                words,
                List.of(RangeNotation.parse(written.get(0))),
                1,
                (job, one) ->
                        job.setFindLargestGap(
                                FindLargestGapRequest.newBuilder().setRange(one.get(0))));
    }
}
