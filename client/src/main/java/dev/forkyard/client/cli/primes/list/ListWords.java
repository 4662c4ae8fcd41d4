package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.primes.TupletNames;
import dev.forkyard.client.cli.range.NumberNotation;
import dev.forkyard.client.cli.range.RangeFile;
import dev.forkyard.client.cli.range.RangeNotation;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.JobSpec;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the words of {@code primes list} and {@code primes tuplets --list} ask for. Immutable.
 *
 * @param limit at most so many in all, unsigned; {@link #UNLIMITED} for all
 * @param size how many members each has: 1 for primes, else k of the tuplets
 * @param bitmap whether the bitmap is wanted as it is
 * @param file where to, if not to stdout
 * @param resume whether to continue the file
 * @param force whether a terminal may get as many lines as there are
 * @param execution priority and limits
 */
record ListWords(
        List<UnsignedRange> ranges,
        long limit,
        int size,
        boolean bitmap,
        Optional<Path> file,
        boolean resume,
        boolean force,
        JobSpec execution) {
    static final long UNLIMITED = -1L;

    /** Makes a list of tuplets of what else would be their count. */
    static final String LIST = "--list";

    /** What only a list can have. */
    private static final List<String> OF_LISTS = List.of("--limit", "--out", "--resume", "--force");

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
        describeOutput(spec, "primes");
        spec.addOption(flag("--bitmap", "Write the raw bitmap, one byte for 30 numbers"));
        JobOptions.describeExecution(spec);
    }

    static void describeTuplets(CommandSpec spec) {
        spec.addOption(flag(LIST, "List those of one of --sizes, a line each, instead"));
        describeOutput(spec, "tuplets");
    }

    private static void describeOutput(CommandSpec spec, String what) {
        spec.addOption(JobOptions.text("--limit", "N", "List at most the first N " + what));
        spec.addOption(JobOptions.text("--out", "FILE", "List to a file instead of stdout"));
        spec.addOption(flag("--resume", "Continue an interrupted --out FILE"));
        spec.addOption(flag("--force", "Fill a terminal without asking"));
    }

    /**
     * Checks words that count and do not list.
     *
     * @throws CliException if they need {@code --list}
     */
    static void checkCounting(ParseResult words) {
        for (String option : OF_LISTS) {
            require(
                    !words.hasMatchedOption(option),
                    "%s is for lists; add %s".formatted(option, LIST));
        }
    }

    /**
     * Reads the words.
     *
     * @throws CliException if they contradict each other or ask for too much
     */
    static ListWords of(ParseResult words, Session session) {
        List<UnsignedRange> ranges = new ArrayList<>();
        List<String> written = words.matchedPositionalValue(0, List.of());
        written.forEach(word -> ranges.add(RangeNotation.parse(word)));
        if (words.hasMatchedOption("--file")) {
            String file = words.matchedOptionValue("--file", "");
            ranges.addAll(RangeFile.read(file, session.environment().in()));
        }
        JobSpec.Builder execution = JobSpec.newBuilder();
        JobOptions.apply(words, execution);
        ListWords list =
                new ListWords(
                        List.copyOf(ranges),
                        limit(words.matchedOptionValue("--limit", "")),
                        size(words),
                        words.hasMatchedOption("--bitmap"),
                        file(words.matchedOptionValue("--out", "")),
                        words.hasMatchedOption("--resume"),
                        words.hasMatchedOption("--force"),
                        execution.build());
        list.check(session);
        return list;
    }

    /** The first line of CSV. */
    String csvHeader() {
        return size == 1
                ? "prime\n"
                : IntStream.rangeClosed(1, size)
                                .mapToObj(member -> "prime" + member)
                                .collect(Collectors.joining(","))
                        + "\n";
    }

    private static int size(ParseResult words) {
        if (!words.hasMatchedOption(LIST)) {
            return 1;
        }
        List<Integer> sizes = TupletNames.sizes(words);
        require(sizes.size() == 1, "--list lists one k; name it with --sizes, such as twins or 2");
        return sizes.get(0);
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
                "no RANGE given; write one such as 1..1e6 (see forkyard primes %s --help)"
                        .formatted(size == 1 ? "list" : "tuplets"));
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
