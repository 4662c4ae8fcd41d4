package dev.forkyard.client.cli.primes;

import dev.forkyard.proto.v1.FindNthPrimeResponse;
import java.util.List;
import java.util.stream.Stream;

/** The answer of {@code primes nth}. Stateless. */
final class NthForm implements AnswerForm<FindNthPrimeResponse> {
    @Override
    public FindNthPrimeResponse joined(List<FindNthPrimeResponse> answers) {
        return answers.get(0);
    }

    @Override
    public Stream<String> text(FindNthPrimeResponse answer) {
        return Stream.of(RangeText.number(answer.getPrime()));
    }

    @Override
    public Stream<String> csv(FindNthPrimeResponse answer) {
        return Stream.concat(Stream.of("prime"), text(answer));
    }
}
