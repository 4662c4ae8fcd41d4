package dev.forkyard.client.cli.primes;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountTupletsRequest;
import dev.forkyard.proto.v1.FindNthPrimeRequest;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.Range;
import java.util.List;
import java.util.stream.Collectors;

/** Questions about primes in the words of the command line. Stateless. */
public final class PrimesText {
    private static final int ITEMS_SHOWN = 3;

    private PrimesText() {}

    /** The words of the direct command, its first ranges or numbers only; "?" for other kinds. */
    public static String words(JobSpec spec) {
        return switch (spec.getInputCase()) {
            case COUNT_PRIMES -> "primes count" + count(spec.getCountPrimes());
            case FIND_NTH_PRIME -> "primes nth" + nth(spec.getFindNthPrime());
            case SUM_PRIMES -> "primes sum" + ranges(spec.getSumPrimes().getRangesList());
            case COUNT_TUPLETS -> "primes tuplets" + tuplets(spec.getCountTuplets());
            case FIND_LARGEST_GAP ->
                    "primes gaps " + RangeText.of(spec.getFindLargestGap().getRange());
            case TEST_PRIMES ->
                    "primes is-prime"
                            + items(
                                    spec.getTestPrimes().getNumbersList().stream()
                                            .map(RangeText::number)
                                            .toList());
            default -> "?";
        };
    }

    /** How many numbers a job goes through, about. */
    public static double width(JobSpec spec) {
        return switch (spec.getInputCase()) {
            case COUNT_PRIMES -> width(spec.getCountPrimes().getRangesList());
            case FIND_NTH_PRIME -> width(spec.getFindNthPrime());
            case SUM_PRIMES -> width(spec.getSumPrimes().getRangesList());
            case COUNT_TUPLETS -> width(spec.getCountTuplets().getRangesList());
            case FIND_LARGEST_GAP -> RangeText.width(spec.getFindLargestGap().getRange());
            case TEST_PRIMES -> spec.getTestPrimes().getNumbersCount();
            default -> 0;
        };
    }

    /** Whether an answer that lacks a part would be taken for the whole one, and so be false. */
    public static boolean needsEveryPart(JobSpec spec) {
        return switch (spec.getInputCase()) {
            case COUNT_PRIMES,
                    FIND_NTH_PRIME,
                    SUM_PRIMES,
                    COUNT_TUPLETS,
                    FIND_LARGEST_GAP,
                    TEST_PRIMES ->
                    true;
            default -> false;
        };
    }

    private static String count(CountPrimesRequest request) {
        String words = ranges(request.getRangesList());
        if (request.getMethod() == Method.METHOD_SIEVE) {
            return words + " --method sieve";
        }
        return request.getMethod() == Method.METHOD_PI ? words + " --method pi" : words;
    }

    private static String nth(FindNthPrimeRequest request) {
        String words = " " + RangeText.number(request.getN());
        return request.getFrom() == 0
                ? words
                : words + " --from " + RangeText.number(request.getFrom());
    }

    private static String tuplets(CountTupletsRequest request) {
        String sizes =
                request.getSizesList().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
        return ranges(request.getRangesList()) + (sizes.isEmpty() ? "" : " --sizes " + sizes);
    }

    private static String ranges(List<Range> ranges) {
        return items(ranges.stream().map(RangeText::of).toList());
    }

    private static String items(List<String> items) {
        StringBuilder words = new StringBuilder();
        items.stream().limit(ITEMS_SHOWN).forEach(item -> words.append(' ').append(item));
        return words.append(items.size() > ITEMS_SHOWN ? " ..." : "").toString();
    }

    private static double width(List<Range> ranges) {
        return ranges.stream().mapToDouble(RangeText::width).sum();
    }

    /** n primes are n·ln x numbers, where x is about where they end. */
    private static double width(FindNthPrimeRequest request) {
        double n = UnsignedRange.toDouble(request.getN());
        double from = UnsignedRange.toDouble(request.getFrom());
        return n * Math.log(from + n * Math.log(from + n + 2) + 2);
    }
}
