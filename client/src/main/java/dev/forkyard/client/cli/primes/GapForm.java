package dev.forkyard.client.cli.primes;

import dev.forkyard.proto.v1.FindLargestGapResponse;
import dev.forkyard.proto.v1.PrimeGap;
import java.util.List;
import java.util.stream.Stream;

/** The answer of {@code primes gaps}. Stateless. */
final class GapForm implements AnswerForm<FindLargestGapResponse> {
    @Override
    public FindLargestGapResponse joined(List<FindLargestGapResponse> answers) {
        return answers.get(0);
    }

    @Override
    public Stream<String> text(FindLargestGapResponse answer) {
        return Stream.of(answer.hasGap() ? line(answer.getGap(), " ") : "none");
    }

    @Override
    public Stream<String> csv(FindLargestGapResponse answer) {
        return Stream.concat(
                Stream.of("length,start,end"),
                answer.hasGap() ? Stream.of(line(answer.getGap(), ",")) : Stream.empty());
    }

    private static String line(PrimeGap gap, String separator) {
        return String.join(
                separator,
                RangeText.number(gap.getLength()),
                RangeText.number(gap.getStart()),
                RangeText.number(gap.getEnd()));
    }
}
