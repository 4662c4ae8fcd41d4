package dev.forkyard.client.cli.job;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.session.Action;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.SubmitJobResponse;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * {@code jobs submit COMMAND...}: submits what the direct command would run and prints the ids.
 * Stateless.
 *
 * @param words what to submit
 */
public record SubmitAction(JobWords words) implements Action {
    @Override
    public int run(ParseResult parsed, Session session) {
        List<JobSpec> specs = words.jobs(parsed, session);
        try (Connection connection = Connections.open(session)) {
            ForkyardClient client =
                    connection.client().within(session.timeLeft(JobActions.ANSWER_TIME));
            if (specs.size() > 1) {
                session.note("too many ranges for one job: submitting " + specs.size() + " jobs");
            }
            for (JobSpec spec : specs) {
                print(session, client.submit(spec));
            }
        }
        return ExitCode.SUCCEEDED;
    }

    private static void print(Session session, Job job) {
        switch (session.format()) {
            case TEXT -> session.out().println(job.getJobId());
            case CSV -> session.out().println("job_id\n" + job.getJobId());
            case JSON -> session.json(SubmitJobResponse.newBuilder().setJob(job));
        }
        session.out().flush();
    }
}
