package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.proto.v1.CountTupletsResponse;
import dev.forkyard.proto.v1.FindLargestGapResponse;
import dev.forkyard.proto.v1.FindNthPrimeResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.PrimeGap;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.RangeSum;
import dev.forkyard.proto.v1.RangeTuplets;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.SumPrimesResponse;
import dev.forkyard.proto.v1.TestPrimesResponse;
import dev.forkyard.proto.v1.TestedNumber;
import dev.forkyard.proto.v1.TupletCount;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class PrimeQuestionsTest {
    private FakeCoordinator coordinator;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        coordinator.runAs(spec -> List.of(ended(spec)));
        cli = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @ParameterizedTest
    @CsvSource({"text, '7919\n'", "csv, 'prime\n7919\n'", "json, '{\n  \"prime\": \"7919\"\n}\n'"})
    void nthIsItsPrime(String format, String out) {
        cli.run("primes", "nth", "1_000", "--from", "2^3", "-o", format);

        assertThat(cli.out()).as(cli.err()).isEqualTo(out);
        JobSpec spec = coordinator.requests(RunJobRequest.class).get(0).getSpec();
        assertThat(spec.getFindNthPrime().getN()).isEqualTo(1000);
        assertThat(spec.getFindNthPrime().getFrom()).isEqualTo(8);
    }

    @Test
    void sumOfOneRangeIsItsNumberAlone() {
        cli.run("primes", "sum", "10");

        assertThat(cli.out()).as(cli.err()).isEqualTo("170141183460469231731687303715884105728\n");
    }

    @Test
    void sumsOfSeveralRangesAreLinesAndTheirTotal() {
        cli.run("primes", "sum", "10", "5..=6");

        assertThat(cli.out())
                .isEqualTo(
                        """
                        0..10 170141183460469231731687303715884105728
                        5..7 170141183460469231731687303715884105728
                        total 340282366920938463463374607431768211456
                        """);
    }

    @Test
    void sumsAreStringsInJsonAndCellsInCsv() {
        cli.run("primes", "sum", "10", "-o", "json");
        assertThat(cli.out()).contains("\"sum\": \"170141183460469231731687303715884105728\"");

        CliRun csv = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
        csv.run("primes", "sum", "10", "-o", "csv");
        assertThat(csv.out())
                .isEqualTo("start,end,sum\n0,10,170141183460469231731687303715884105728\n");
    }

    @Test
    void sumsOfManyRangesAreOneAnswerOfSeveralRequests() {
        String lines =
                IntStream.range(0, 20_001)
                        .mapToObj(i -> i + "..+2")
                        .collect(Collectors.joining("\n"));

        cli.in(lines).run("primes", "sum", "--file", "-");

        assertThat(coordinator.requests(RunJobRequest.class)).hasSize(3);
        assertThat(cli.out().lines())
                .hasSize(20_002)
                .endsWith("total 3402993810392845103865477761621397998665728");
    }

    @Test
    void tupletsAreNamedLines() {
        cli.run("primes", "tuplets", "1e3");

        assertThat(cli.out())
                .isEqualTo("twins 2\ntriplets 3\nquadruplets 4\nquintuplets 5\nsextuplets 6\n");
    }

    @Test
    void tupletsOfSeveralRangesAndSizesAreChosen() {
        cli.run("primes", "tuplets", "1e3", "7..9", "--sizes", "sextuplets,2");

        assertThat(cli.out())
                .isEqualTo(
                        """
                        0..1000 twins 2
                        0..1000 sextuplets 6
                        7..9 twins 2
                        7..9 sextuplets 6
                        total twins 4
                        total sextuplets 12
                        """);
        JobSpec spec = coordinator.requests(RunJobRequest.class).get(0).getSpec();
        assertThat(spec.getCountTuplets().getSizesList()).containsExactly(2, 6);
    }

    @Test
    void tupletsAreColumnsInCsv() {
        cli.run("primes", "tuplets", "1e3", "7..9", "--sizes", "2,3", "-o", "csv");

        assertThat(cli.out()).isEqualTo("start,end,twins,triplets\n0,1000,2,3\n7,9,2,3\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0..9, text, '4 11 15\n'",
        "0..9, csv, 'length,start,end\n4,11,15\n'",
        "5..5, text, 'none\n'",
        "5..5, csv, 'length,start,end\n'",
        "5..5, json, '{\n}\n'",
    })
    void gapIsItsLengthAndBothPrimes(String range, String format, String out) {
        cli.run("primes", "gaps", range, "-o", format);

        assertThat(cli.out()).as(cli.err()).isEqualTo(out);
    }

    @Test
    void numbersAreToldToBePrimeOrComposite() {
        cli.in("4 # four\n18446744073709551615\n").run("primes", "is-prime", "3", "--file", "-");

        assertThat(cli.out()).isEqualTo("3 prime\n4 composite\n18446744073709551615 prime\n");
        assertThat(coordinator.requests(RunJobRequest.class)).hasSize(1);
    }

    @Test
    void tenThousandNumbersAreARequest() {
        String numbers = "7\n".repeat(10_001);

        cli.in(numbers).run("primes", "is-prime", "--file", "-", "-o", "csv");

        assertThat(coordinator.requests(RunJobRequest.class)).hasSize(2);
        assertThat(cli.out().lines()).hasSize(10_002).startsWith("number,result", "7,prime");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "nth 0 @ N '0' is not a whole number from 1 to 425656284035217743",
                "nth 425656284035217744 @ N '425656284035217744' is not a whole number from 1",
                "nth x @ N 'x' is not a whole number from 1 to 425656284035217743",
                "nth -1 @ N '-1' is not a whole number",
                "nth 1.5 @ N '1.5' is not a whole number",
                "nth @ 0 numbers given, primes nth takes one",
                "nth 1 2 @ 2 numbers given, primes nth takes one",
                "nth 1 --from 2^64 @ --from '2^64' is not a whole number from 0 to 18446744073709551615",
                "sum @ no RANGE given",
                "sum 5..3 @ RANGE '5..3': start 5 is above end 3",
                "tuplets 9 --sizes 7 @ --sizes '7' is not a list of 2 to 6 or twins",
                "tuplets 9 --sizes 2, @ --sizes '2,' is not a list",
                "gaps @ 0 ranges given, primes gaps takes one",
                "gaps 1 2 @ 2 ranges given, primes gaps takes one",
                "is-prime @ no N given",
                "is-prime 2^64 @ N '2^64' is not a whole number from 0 to 18446744073709551615",
                "is-prime five @ N 'five' is not a whole number",
                "isprime 5 @ did you mean 'is-prime'?",
            },
            maxCharsPerColumn = 200)
    void wrongWordsAreOneLineAndExitTwoWithoutACall(String words, String message) {
        cli.run(("primes " + words).split(" ", -1));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains(message).hasLineCount(1);
        assertThat(coordinator.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nth", "sum", "tuplets", "gaps", "is-prime"})
    void helpHasExamples(String command) {
        cli.run("primes", command, "--help");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("Examples:").contains("forkyard primes " + command);
        assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @CsvSource({
        "nth 5 --from 3, primes nth 5 --from 3",
        "sum 9 5..7, primes sum 0..9 5..7",
        "tuplets 9 --sizes twins, primes tuplets 0..9 --sizes 2",
        "gaps 9, primes gaps 0..9",
        "is-prime 1 2 3 4, primes is-prime 1 2 3 ...",
    })
    void submittedJobsAreListedInTheirWords(String words, String what) {
        cli.run(("jobs submit primes " + words + " --priority low").split(" ", -1));
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        JobSpec spec = coordinator.requests(SubmitJobRequest.class).get(0).getSpec();
        coordinator.add(ended(spec).toBuilder().setJobId("mine").build());

        CliRun list = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
        list.run("jobs", "list");

        assertThat(list.out()).contains(what).contains("low");
    }

    @ParameterizedTest
    @CsvSource({
        "nth 5, 7919",
        "sum 9, 170141183460469231731687303715884105728",
        "tuplets 9 --sizes 2, twins 2",
        "gaps 9, 4 11 15",
        "is-prime 3, 3 prime",
    })
    void endedJobsShowAndPrintTheirAnswers(String words, String answer) {
        cli.run(("primes " + words).split(" ", -1));
        JobSpec spec = coordinator.requests(RunJobRequest.class).get(0).getSpec();
        coordinator.add(ended(spec).toBuilder().setJobId("mine").build());
        CliRun wait = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
        CliRun get = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());

        wait.run("jobs", "wait", "mine");
        get.run("jobs", "get", "mine");

        assertThat(wait.out()).as(wait.err()).isEqualTo(answer + "\n");
        assertThat(get.out()).as(get.err()).contains("result      " + answer + "\n");
    }

    private static Job ended(JobSpec spec) {
        return Job.newBuilder()
                .setSpec(spec)
                .setState(JobState.JOB_STATE_SUCCEEDED)
                .setResult(result(spec))
                .build();
    }

    /** Answers of the right form: 2^127 as a sum, k k-tuplets, all odd numbers prime. */
    private static JobResult result(JobSpec spec) {
        JobResult.Builder result = JobResult.newBuilder();
        switch (spec.getInputCase()) {
            case FIND_NTH_PRIME ->
                    result.setFindNthPrime(FindNthPrimeResponse.newBuilder().setPrime(7919));
            case SUM_PRIMES -> result.setSumPrimes(sums(spec.getSumPrimes().getRangesList()));
            case COUNT_TUPLETS ->
                    result.setCountTuplets(
                            tuplets(
                                    spec.getCountTuplets().getRangesList(),
                                    spec.getCountTuplets().getSizesList()));
            case FIND_LARGEST_GAP ->
                    result.setFindLargestGap(gap(spec.getFindLargestGap().getRange()));
            case TEST_PRIMES -> result.setTestPrimes(tests(spec.getTestPrimes().getNumbersList()));
            default -> throw new AssertionError(spec.toString());
        }
        return result.build();
    }

    private static SumPrimesResponse sums(List<Range> ranges) {
        BigInteger sum = BigInteger.ONE.shiftLeft(127);
        return SumPrimesResponse.newBuilder()
                .addAllResults(
                        ranges.stream()
                                .map(
                                        range ->
                                                RangeSum.newBuilder()
                                                        .setRange(range)
                                                        .setSum(sum.toString())
                                                        .build())
                                .toList())
                .setTotal(sum.multiply(BigInteger.valueOf(ranges.size())).toString())
                .build();
    }

    private static CountTupletsResponse tuplets(List<Range> ranges, List<Integer> asked) {
        List<Integer> sizes = asked.isEmpty() ? List.of(2, 3, 4, 5, 6) : asked;
        CountTupletsResponse.Builder response = CountTupletsResponse.newBuilder();
        ranges.forEach(
                range ->
                        response.addResults(
                                RangeTuplets.newBuilder()
                                        .setRange(range)
                                        .addAllCounts(counts(sizes, 1))));
        return response.addAllTotals(counts(sizes, ranges.size())).build();
    }

    private static List<TupletCount> counts(List<Integer> sizes, long times) {
        return sizes.stream()
                .map(size -> TupletCount.newBuilder().setSize(size).setCount(size * times).build())
                .toList();
    }

    private static FindLargestGapResponse gap(Range range) {
        return range.getStart() == range.getEnd()
                ? FindLargestGapResponse.getDefaultInstance()
                : FindLargestGapResponse.newBuilder()
                        .setGap(PrimeGap.newBuilder().setLength(4).setStart(11).setEnd(15))
                        .build();
    }

    private static TestPrimesResponse tests(List<Long> numbers) {
        return TestPrimesResponse.newBuilder()
                .addAllResults(
                        numbers.stream()
                                .map(
                                        number ->
                                                TestedNumber.newBuilder()
                                                        .setNumber(number)
                                                        .setPrime(number % 2 != 0)
                                                        .build())
                                .toList())
                .build();
    }
}
