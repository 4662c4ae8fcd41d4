package dev.forkyard.client.cli.job;

import dev.forkyard.client.cli.chaos.ChaosAnswer;
import dev.forkyard.client.cli.primes.PrimeAnswers;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobResult;
import java.util.List;

/** Prints answers by the kind of job. Stateless. */
final class Answers {
    private Answers() {}

    /** Prints the one answer of jobs that were one command. */
    static void print(Session session, List<Job> jobs) {
        List<JobResult> results = jobs.stream().filter(Job::hasResult).map(Job::getResult).toList();
        if (!results.isEmpty()) {
            PrimeAnswers.print(session, results);
        }
        jobs.stream()
                .filter(job -> job.getResult().hasChaosItems())
                .forEach(job -> ChaosAnswer.print(session, job.getResult().getChaosItems()));
    }
}
