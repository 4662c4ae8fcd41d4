package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.range.NumberBounds;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.FindNthPrimeRequest;
import dev.forkyard.proto.v1.JobSpec;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code primes nth N}: finds the n-th prime. Stateless. */
public final class NthWords implements JobWords {
    /** The contract's limit: the number of primes below 2^64. */
    private static final long N_MAX = 425_656_284_035_217_743L;

    private static final long NUMBER_MAX = -1L;

    /** Needs nothing. */
    public NthWords() {}

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .header("Finds the N-th prime, or the N-th from some number on.")
                .footer(
                        "",
                        "N is 1 to 425656284035217743, the number of primes below 2^64.",
                        "Numbers: 1000000, 1_000_000, 1e6, 10^6, 2**20, 5M (K M G T).",
                        "",
                        "Examples:",
                        "  forkyard primes nth 1e9",
                        "  forkyard primes nth 1 --from 1e18",
                        "  forkyard jobs submit primes nth 1e15");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("N")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("Which prime; the first one is 1")
                        .build());
        spec.addOption(JobOptions.text("--from", "A", "The first number that counts (0)"));
        JobOptions.describe(spec);
    }

    @Override
    public List<JobSpec> jobs(ParseResult words, Session session) {
        List<String> written = words.matchedPositionalValue(0, List.of());
        if (written.size() != 1) {
            throw CliException.usage(
                    ("%d numbers given, primes nth takes one such as 1e6 (see forkyard primes nth"
                                    + " --help)")
                            .formatted(written.size()));
        }
        FindNthPrimeRequest.Builder request =
                FindNthPrimeRequest.newBuilder()
                        .setN(NumberBounds.parse("N", written.get(0), 1, N_MAX));
        if (words.hasMatchedOption("--from")) {
            String from = words.matchedOptionValue("--from", "");
            request.setFrom(NumberBounds.parse("--from", from, 0, NUMBER_MAX));
        }
        JobSpec.Builder job = JobSpec.newBuilder();
        JobOptions.apply(words, job);
        return List.of(job.setFindNthPrime(request).build());
    }
}
