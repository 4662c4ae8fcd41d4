package dev.forkyard.client.cli.job;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.JobStream;
import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Json;
import dev.forkyard.client.cli.output.Progress;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.id.JobId;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.WatchJobResponse;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.ParseResult;

/**
 * {@code jobs wait} and {@code jobs watch}: following jobs that live on their own, so giving up
 * ends only the following. Stateless.
 */
public final class FollowActions {
    private FollowActions() {}

    /** {@code jobs wait}: prints the answers as the direct command would. */
    public static int await(ParseResult words, Session session) {
        return eachJob(
                words,
                session,
                job -> {},
                end -> {
                    JobEnd.requireAnswer(end);
                    Answers.print(session, List.of(end));
                    session.out().flush();
                    JobEnd.requireWhole(end);
                });
    }

    /** {@code jobs watch}: prints each change, or shows a bar on a terminal. */
    public static int watch(ParseResult words, Session session) {
        if (session.format() == OutputFormat.CSV) {
            session.out()
                    .println("job_id,state,fraction,tasks_running,tasks_finished,attempts_lost");
        }
        Changes changes = new Changes(session);
        boolean bar = session.showsProgress() && session.format() == OutputFormat.TEXT;
        return eachJob(
                words,
                session,
                bar ? job -> {} : changes::print,
                end -> {
                    changes.print(end);
                    JobEnd.requireWhole(end);
                });
    }

    private static int eachJob(
            ParseResult words, Session session, Consumer<Job> each, Consumer<Job> atEnd) {
        JobIds.check(words);
        try (Connection connection = Connections.open(session)) {
            return session.environment()
                    .interruption()
                    .during(
                            () -> eachJob(words, session, connection, each, atEnd),
                            connection::close);
        }
    }

    private static int eachJob(
            ParseResult words,
            Session session,
            Connection connection,
            Consumer<Job> each,
            Consumer<Job> atEnd) {
        ForkyardClient quick = connection.client().within(session.timeLeft(JobActions.ANSWER_TIME));
        int exitCode = ExitCode.SUCCEEDED;
        for (JobId id : JobIds.resolve(words, quick)) {
            Job end = follow(session, connection, id, each);
            try {
                atEnd.accept(end);
            } catch (CliException e) {
                // The other jobs' answers are still wanted; the first failure names the code.
                session.error(e.line());
                exitCode = exitCode == ExitCode.SUCCEEDED ? e.exitCode() : exitCode;
            }
        }
        return exitCode;
    }

    private static Job follow(
            Session session, Connection connection, JobId id, Consumer<Job> each) {
        ForkyardClient client =
                session.timeLeft().map(connection.client()::within).orElse(connection.client());
        Job now = client.get(id);
        try (Progress progress =
                        new Progress(session, JobText.width(List.<JobSpec>of(now.getSpec())));
                JobStream stream = client.watch(id)) {
            return session.environment()
                    .interruption()
                    .during(() -> toEnd(stream, progress, each), stream::close);
        }
    }

    private static Job toEnd(JobStream stream, Progress progress, Consumer<Job> each) {
        return Following.toEnd(
                stream,
                job -> {
                    progress.update(job.getProgress().getFraction());
                    if (!job.getJobId().isEmpty() && !JobEnd.ended(job.getState())) {
                        each.accept(job);
                    }
                });
    }

    /** Prints a job only when what it would print has changed. */
    private static final class Changes {
        private final Session session;
        private String last = "";

        Changes(Session session) {
            this.session = session;
        }

        void print(Job job) {
            String line =
                    switch (session.format()) {
                        case TEXT -> text(job);
                        case CSV -> csv(job);
                        case JSON -> Json.line(WatchJobResponse.newBuilder().setJob(job));
                    };
            if (!line.equals(last)) {
                last = line;
                session.out().println(line);
                if (session.out().checkError()) { // Flushes. Nobody reads on: stop following.
                    throw new CliException(ExitCode.BROKEN_PIPE, "the reader has gone");
                }
            }
        }

        private static String text(Job job) {
            var progress = job.getProgress();
            return "%s %s %s, %d tasks running, %s finished, %s attempts lost%s"
                    .formatted(
                            job.getJobId(),
                            JobText.state(job.getState()),
                            JobText.percent(progress.getFraction()),
                            progress.getTasksRunning(),
                            Long.toUnsignedString(progress.getTasksFinished()),
                            Long.toUnsignedString(progress.getAttemptsLost()),
                            job.hasRunTime() ? ", " + DurationText.of(job.getRunTime()) : "");
        }

        private static String csv(Job job) {
            var progress = job.getProgress();
            return String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%d,%s,%s",
                    job.getJobId(),
                    JobText.state(job.getState()),
                    progress.getFraction(),
                    progress.getTasksRunning(),
                    Long.toUnsignedString(progress.getTasksFinished()),
                    Long.toUnsignedString(progress.getAttemptsLost()));
        }
    }
}
