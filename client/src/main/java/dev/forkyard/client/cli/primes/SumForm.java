package dev.forkyard.client.cli.primes;

import dev.forkyard.proto.v1.SumPrimesResponse;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** The answer of {@code primes sum}. Stateless. */
final class SumForm implements AnswerForm<SumPrimesResponse> {
    @Override
    public SumPrimesResponse joined(List<SumPrimesResponse> answers) {
        SumPrimesResponse.Builder joined = SumPrimesResponse.newBuilder();
        BigInteger total = BigInteger.ZERO;
        for (SumPrimesResponse answer : answers) {
            joined.addAllResults(answer.getResultsList());
            total = total.add(new BigInteger(answer.getTotal()));
        }
        return joined.setTotal(total.toString()).build();
    }

    @Override
    public Stream<String> text(SumPrimesResponse answer) {
        if (answer.getResultsCount() == 1) {
            return Stream.of(answer.getResults(0).getSum());
        }
        return Stream.concat(
                answer.getResultsList().stream()
                        .map(one -> RangeText.of(one.getRange()) + " " + one.getSum()),
                Stream.of("total " + answer.getTotal()));
    }

    @Override
    public Stream<String> csv(SumPrimesResponse answer) {
        return Stream.concat(
                Stream.of("start,end,sum"),
                answer.getResultsList().stream()
                        .map(one -> RangeText.csv(one.getRange()) + "," + one.getSum()));
    }
}
