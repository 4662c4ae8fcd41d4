package dev.forkyard.client.cli.job;

import dev.forkyard.client.cli.chaos.ChaosAnswer;
import dev.forkyard.client.cli.primes.CountAnswer;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobResult.ResultCase;
import java.util.List;

/** Prints answers by the kind of job. Stateless. */
final class Answers {
    private Answers() {}

    /** Prints the one answer of jobs that were one command. */
    static void print(Session session, List<Job> jobs) {
        List<CountPrimesResponse> counts =
                jobs.stream()
                        .filter(job -> job.getResult().getResultCase() == ResultCase.COUNT_PRIMES)
                        .map(job -> job.getResult().getCountPrimes())
                        .toList();
        if (!counts.isEmpty()) {
            CountAnswer.print(session, counts);
        }
        jobs.stream()
                .filter(job -> job.getResult().hasChaosItems())
                .forEach(job -> ChaosAnswer.print(session, job.getResult().getChaosItems()));
    }
}
