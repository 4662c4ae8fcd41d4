package dev.forkyard.client.cli.job;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.JobStream;
import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.output.Progress;
import dev.forkyard.client.cli.session.Action;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import picocli.CommandLine.ParseResult;

/**
 * A direct command: runs its jobs one after the other and prints their answer. Stateless. The jobs
 * live as long as their calls, so giving up in whatever way cancels them.
 *
 * @param words what to run
 */
public record DirectAction(JobWords words) implements Action {
    @Override
    public int run(ParseResult parsed, Session session) {
        List<JobSpec> specs = words.jobs(parsed, session);
        List<Job> ended;
        try (Connection connection = Connections.openOrFork(session)) {
            ended =
                    session.environment()
                            .interruption()
                            .during(() -> runAll(session, connection, specs), connection::close);
        }
        Answers.print(session, ended);
        ended.forEach(JobEnd::requireWhole);
        return ExitCode.SUCCEEDED;
    }

    private static List<Job> runAll(Session session, Connection connection, List<JobSpec> specs) {
        ForkyardClient client =
                session.timeLeft().map(connection.client()::within).orElse(connection.client());
        List<Job> ended = new ArrayList<>();
        try (Progress progress = new Progress(session, JobText.width(specs))) {
            for (JobSpec spec : specs) {
                int before = ended.size();
                Job end =
                        runOne(
                                session,
                                client,
                                spec,
                                fraction -> progress.update((before + fraction) / specs.size()));
                JobEnd.requireAnswer(end);
                ended.add(end);
            }
        }
        return ended;
    }

    private static Job runOne(
            Session session, ForkyardClient client, JobSpec spec, DoubleConsumer progress) {
        try (JobStream stream = client.run(spec)) {
            return session.environment()
                    .interruption()
                    .during(
                            () ->
                                    Following.toEnd(
                                            stream,
                                            job ->
                                                    progress.accept(
                                                            job.getProgress().getFraction())),
                            stream::close);
        }
    }
}
