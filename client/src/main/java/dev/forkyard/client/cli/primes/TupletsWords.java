package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.primes.list.ListAction;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CountTupletsRequest;
import dev.forkyard.proto.v1.JobSpec;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code primes tuplets RANGE...}: counts the prime k-tuplets of each range. Stateless. */
public final class TupletsWords implements JobWords {
    /** Needs nothing. */
    public TupletsWords() {}

    @Override
    public void describe(CommandSpec spec) {
        RangeWords.help(
                spec,
                "Counts prime k-tuplets",
                "",
                "A k-tuplet is k primes as close together as k primes can be infinitely often. A",
                "range has it when it has all its members.",
                "",
                "Examples:",
                "  forkyard primes tuplets 1e9",
                "  forkyard primes tuplets 1e12..+1e9 --sizes twins",
                "  forkyard primes tuplets 0..100 1e6 --sizes 2,3 -o csv",
                "  forkyard primes tuplets 1e9 --sizes twins --list --out twins.txt");
        RangeWords.describe(spec);
        spec.addOption(
                JobOptions.text(
                        "--sizes",
                        "K,...",
                        "Which to count: 2 to 6, or twins to sextuplets (all)"));
        ListAction.describeTuplets(spec);
        JobOptions.describe(spec);
    }

    @Override
    public List<JobSpec> jobs(ParseResult words, Session session) {
        List<Integer> sizes = TupletNames.sizes(words);
        List<UnsignedRange> ranges = RangeWords.read(words, session, "tuplets");
        return RangeWords.jobs(
                words,
                ranges,
                RangeWords.RANGES_PER_REQUEST_MAX,
                (job, some) ->
                        job.setCountTuplets(
                                CountTupletsRequest.newBuilder()
                                        .addAllRanges(some)
                                        .addAllSizes(sizes)));
    }
}
