package dev.forkyard.client.cli.primes;

import com.google.protobuf.Message;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.JobResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Prints answers to questions about primes. Stateless. */
public final class PrimeAnswers {
    private PrimeAnswers() {}

    /**
     * Prints the results of jobs that were one command.
     *
     * @param results all of one kind, one or more; other kinds than of primes are left alone
     */
    public static void print(Session session, List<JobResult> results) {
        switch (results.get(0).getResultCase()) {
            case COUNT_PRIMES ->
                    CountAnswer.print(
                            session, results.stream().map(JobResult::getCountPrimes).toList());
            case FIND_NTH_PRIME ->
                    print(session, new NthForm(), results, JobResult::getFindNthPrime);
            case SUM_PRIMES -> print(session, new SumForm(), results, JobResult::getSumPrimes);
            case COUNT_TUPLETS ->
                    print(session, new TupletsForm(), results, JobResult::getCountTuplets);
            case FIND_LARGEST_GAP ->
                    print(session, new GapForm(), results, JobResult::getFindLargestGap);
            case TEST_PRIMES -> print(session, new TestForm(), results, JobResult::getTestPrimes);
            default -> {}
        }
    }

    /** The answer of one job in lines of text; none for other kinds than these five. */
    public static Stream<String> text(JobResult result) {
        return switch (result.getResultCase()) {
            case FIND_NTH_PRIME -> new NthForm().text(result.getFindNthPrime());
            case SUM_PRIMES -> new SumForm().text(result.getSumPrimes());
            case COUNT_TUPLETS -> new TupletsForm().text(result.getCountTuplets());
            case FIND_LARGEST_GAP -> new GapForm().text(result.getFindLargestGap());
            case TEST_PRIMES -> new TestForm().text(result.getTestPrimes());
            default -> Stream.empty();
        };
    }

    private static <A extends Message> void print(
            Session session,
            AnswerForm<A> form,
            List<JobResult> results,
            Function<JobResult, A> kind) {
        A answer = form.joined(results.stream().map(kind).toList());
        switch (session.format()) {
            case TEXT -> form.text(answer).forEach(session.out()::println);
            case CSV -> form.csv(answer).forEach(session.out()::println);
            case JSON -> session.json(answer);
        }
    }
}
