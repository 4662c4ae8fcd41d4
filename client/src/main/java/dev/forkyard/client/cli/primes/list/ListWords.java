package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.range.NumberNotation;
import dev.forkyard.client.cli.range.RangeNotation;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.JobSpec;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the words of {@code primes list} ask for. Immutable.
 *
 * @param limit at most so many primes in all, unsigned; {@link #UNLIMITED} for all
 * @param bitmap whether the bitmap is wanted as it is
 * @param file where to, if not to stdout
 * @param resume whether to continue the file
 * @param force whether a terminal may get as many lines as there are
 * @param execution priority and limits
 */
record ListWords(
        List<UnsignedRange> ranges,
        long limit,
        boolean bitmap,
        Optional<Path> file,
        boolean resume,
        boolean force,
        JobSpec execution) {
    static final long UNLIMITED = -1L;

    /** More numbers than this are hardly meant for a terminal. */
    private static final long TERMINAL_NUMBERS_MAX = 10_000_000;

    private static final BigInteger LIMIT_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    static void describe(CommandSpec spec) {
        spec.usageMessage()
                .header("Lists primes, one a line; ranges are half-open: A..B holds A and not B.")
                .footer(
                        "",
                        "RANGE as in primes count. The list is computed as it is read: whoever stops",
                        "reading stops the work. It cannot be submitted with jobs submit.",
                        "--bitmap: byte i stands for the 30 numbers from 30*(A/30+i) on, its bits,",
                        "the lowest first, for those + 1, 7, 11, 13, 17, 19, 23, 29; 2, 3 and 5",
                        "have no bit. --out writes FILE.part first and renames it at the end.",
                        "",
                        "Examples:",
                        "  forkyard primes list 100",
                        "  forkyard primes list 1e18..+1e6 --limit 10",
                        "  forkyard primes list 1e9 --out primes.txt",
                        "  forkyard primes list 1e9 --out primes.txt --resume");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("RANGE")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("Where to look")
                        .build());
        spec.addOption(JobOptions.text("--limit", "N", "At most the first N primes"));
        spec.addOption(JobOptions.text("--out", "FILE", "Write to a file instead of stdout"));
        spec.addOption(flag("--resume", "Continue an interrupted --out FILE"));
        spec.addOption(flag("--bitmap", "Write the raw bitmap, one byte for 30 numbers"));
        spec.addOption(flag("--force", "Fill a terminal without asking"));
        JobOptions.describeExecution(spec);
    }

    /**
     * Reads the words.
     *
     * @throws CliException if they contradict each other or ask for too much
     */
    static ListWords of(ParseResult words, Session session) {
        List<String> written = words.matchedPositionalValue(0, List.of());
        JobSpec.Builder execution = JobSpec.newBuilder();
        JobOptions.apply(words, execution);
        ListWords list =
                new ListWords(
                        written.stream().map(RangeNotation::parse).toList(),
                        limit(words.matchedOptionValue("--limit", "")),
                        words.hasMatchedOption("--bitmap"),
                        file(words.matchedOptionValue("--out", "")),
                        words.hasMatchedOption("--resume"),
                        words.hasMatchedOption("--force"),
                        execution.build());
        list.check(session);
        return list;
    }

    /** How many numbers the ranges have. */
    double width() {
        return ranges.stream().mapToDouble(UnsignedRange::widthAsDouble).sum();
    }

    private void check(Session session) {
        boolean text = session.format() == OutputFormat.TEXT;
        boolean single = ranges.size() == 1;
        boolean terminal = session.environment().terminal().stdout() && file.isEmpty() && !force;
        require(
                !ranges.isEmpty(),
                "no RANGE given; write one such as 1..1e6 (see forkyard primes list --help)");
        require(!bitmap || text, "--bitmap has one form; leave --output out");
        require(!bitmap || single, "--bitmap takes one RANGE; use one command for each");
        require(!resume || file.isPresent(), "--resume continues a file; name it with --out");
        require(!resume || single, "--resume takes one RANGE; use one command for each");
        require(
                !resume || session.format() != OutputFormat.JSON,
                "--resume continues lines; json has an end, use --output text or csv");
        require(
                !resume || !bitmap || limit == UNLIMITED,
                "--resume with --bitmap takes no --limit; give a narrower RANGE");
        require(!bitmap || !terminal, "--bitmap is no text; use --out FILE, a pipe or --force");
        boolean few =
                width() <= TERMINAL_NUMBERS_MAX
                        || Long.compareUnsigned(limit, TERMINAL_NUMBERS_MAX) <= 0;
        require(
                !terminal || few,
                "a list from more than %d numbers fills the terminal; use --limit N, --out FILE, a"
                                .formatted(TERMINAL_NUMBERS_MAX)
                        + " pipe or --force");
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw CliException.usage(line);
        }
    }

    private static long limit(String text) {
        if (text.isEmpty()) {
            return UNLIMITED;
        }
        return NumberNotation.parse(text)
                .filter(number -> number.signum() > 0 && number.compareTo(LIMIT_MAX) <= 0)
                .orElseThrow(
                        () ->
                                CliException.usage(
                                        "--limit %s is not a whole number from 1 to %s"
                                                .formatted(Quoted.of(text), LIMIT_MAX)))
                .longValue();
    }

    private static Optional<Path> file(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            throw CliException.usage("--out " + Quoted.of(text) + " is no file name");
        }
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }
}
