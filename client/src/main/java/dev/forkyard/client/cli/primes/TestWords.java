package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.range.NumberBounds;
import dev.forkyard.client.cli.range.RangeFile;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.TestPrimesRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code primes is-prime N...}: tests single numbers. Stateless. */
public final class TestWords implements JobWords {
    /** The contract's limit of one request; more numbers become several requests. */
    private static final int NUMBERS_PER_REQUEST_MAX = 10_000;

    private static final long NUMBER_MAX = -1L;

    /** Needs nothing. */
    public TestWords() {}

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .header("Tells of each number whether it is prime.")
                .footer(
                        "",
                        "N is 0 to 18446744073709551615; the answer is always right.",
                        "Numbers: 1000000, 1_000_000, 1e6, 10^6, 2**20, 5M (K M G T).",
                        "",
                        "Examples:",
                        "  forkyard primes is-prime 97 1e18",
                        "  forkyard primes is-prime --file numbers.txt -o csv");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("N")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("What to test")
                        .build());
        spec.addOption(
                JobOptions.text("--file", "FILE|-", "Read numbers from a file, or from stdin"));
        JobOptions.describe(spec);
    }

    @Override
    public List<JobSpec> jobs(ParseResult words, Session session) {
        List<Long> numbers = numbers(words, session);
        JobSpec.Builder common = JobSpec.newBuilder();
        JobOptions.apply(words, common);
        List<JobSpec> jobs = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += NUMBERS_PER_REQUEST_MAX) {
            int to = Math.min(numbers.size(), from + NUMBERS_PER_REQUEST_MAX);
            TestPrimesRequest.Builder request =
                    TestPrimesRequest.newBuilder().addAllNumbers(numbers.subList(from, to));
            jobs.add(common.clone().setTestPrimes(request).build());
        }
        return List.copyOf(jobs);
    }

    private static List<Long> numbers(ParseResult words, Session session) {
        List<Long> numbers = new ArrayList<>();
        List<String> written = words.matchedPositionalValue(0, List.of());
        written.forEach(word -> numbers.add(NumberBounds.parse("N", word, 0, NUMBER_MAX)));
        if (words.hasMatchedOption("--file")) {
            String file = words.matchedOptionValue("--file", "");
            numbers.addAll(RangeFile.readNumbers(file, session.environment().in()));
        }
        if (numbers.isEmpty()) {
            throw CliException.usage(
                    "no N given; write one such as 97, or --file FILE (see forkyard primes is-prime"
                            + " --help)");
        }
        return numbers;
    }
}
