package dev.forkyard.client.cli.primes;

import dev.forkyard.proto.v1.TestPrimesResponse;
import dev.forkyard.proto.v1.TestedNumber;
import java.util.List;
import java.util.stream.Stream;

/** The answer of {@code primes is-prime}. Stateless. */
final class TestForm implements AnswerForm<TestPrimesResponse> {
    @Override
    public TestPrimesResponse joined(List<TestPrimesResponse> answers) {
        TestPrimesResponse.Builder joined = TestPrimesResponse.newBuilder();
        answers.forEach(answer -> joined.addAllResults(answer.getResultsList()));
        return joined.build();
    }

    @Override
    public Stream<String> text(TestPrimesResponse answer) {
        return answer.getResultsList().stream().map(one -> line(one, " "));
    }

    @Override
    public Stream<String> csv(TestPrimesResponse answer) {
        return Stream.concat(
                Stream.of("number,result"),
                answer.getResultsList().stream().map(one -> line(one, ",")));
    }

    private static String line(TestedNumber one, String separator) {
        return RangeText.number(one.getNumber())
                + separator
                + (one.getPrime() ? "prime" : "composite");
    }
}
