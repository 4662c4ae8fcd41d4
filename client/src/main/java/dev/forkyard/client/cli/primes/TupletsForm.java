package dev.forkyard.client.cli.primes;

import dev.forkyard.proto.v1.CountTupletsResponse;
import dev.forkyard.proto.v1.RangeTuplets;
import dev.forkyard.proto.v1.TupletCount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer of {@code primes tuplets}. Stateless. */
final class TupletsForm implements AnswerForm<CountTupletsResponse> {
    @Override
    public CountTupletsResponse joined(List<CountTupletsResponse> answers) {
        if (answers.size() == 1) {
            return answers.get(0);
        }
        CountTupletsResponse.Builder joined = CountTupletsResponse.newBuilder();
        List<TupletCount> totals = new ArrayList<>(answers.get(0).getTotalsList());
        totals.replaceAll(one -> one.toBuilder().setCount(0).build());
        for (CountTupletsResponse answer : answers) {
            joined.addAllResults(answer.getResultsList());
            for (int i = 0; i < totals.size(); i++) {
                TupletCount.Builder total = totals.get(i).toBuilder();
                totals.set(
                        i,
                        total.setCount(total.getCount() + answer.getTotals(i).getCount()).build());
            }
        }
        return joined.addAllTotals(totals).build();
    }

    @Override
    public Stream<String> text(CountTupletsResponse answer) {
        if (answer.getResultsCount() == 1) {
            return lines("", answer.getTotalsList());
        }
        return Stream.concat(
                answer.getResultsList().stream()
                        .flatMap(
                                one ->
                                        lines(
                                                RangeText.of(one.getRange()) + " ",
                                                one.getCountsList())),
                lines("total ", answer.getTotalsList()));
    }

    private static Stream<String> lines(String before, List<TupletCount> counts) {
        return counts.stream()
                .map(
                        one ->
                                before
                                        + TupletNames.of(one.getSize())
                                        + " "
                                        + RangeText.number(one.getCount()));
    }

    @Override
    public Stream<String> csv(CountTupletsResponse answer) {
        String header =
                answer.getTotalsList().stream()
                        .map(one -> "," + TupletNames.of(one.getSize()))
                        .collect(Collectors.joining());
        return Stream.concat(
                Stream.of("start,end" + header),
                answer.getResultsList().stream().map(TupletsForm::row));
    }

    private static String row(RangeTuplets tuplets) {
        return RangeText.csv(tuplets.getRange())
                + tuplets.getCountsList().stream()
                        .map(one -> "," + RangeText.number(one.getCount()))
                        .collect(Collectors.joining());
    }
}
