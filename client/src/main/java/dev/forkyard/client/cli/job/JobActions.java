package dev.forkyard.client.cli.job;

import com.google.protobuf.util.Timestamps;
import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.output.Table;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.id.JobId;
import dev.forkyard.proto.v1.CancelJobResponse;
import dev.forkyard.proto.v1.GetJobResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.ListJobsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code jobs list}, {@code get} and {@code cancel}: one question, one answer. Stateless. */
public final class JobActions {
    /** How long a coordinator may take for an answer at once, unless {@code --timeout} says. */
    static final Duration ANSWER_TIME = Duration.ofSeconds(20);

    private static final int LISTED_DEFAULT = 1000;
    private static final int LISTED_MAX = 100_000;
    private static final int FAILURES_MAX = 100;

    private JobActions() {}

    /** The words of {@code jobs list}. */
    public static void describeList(CommandSpec spec) {
        spec.addOption(JobOptions.text("--limit", "N", "At most so many jobs (1000)"));
    }

    /** The words of the commands that take ids. */
    public static void describeIds(CommandSpec spec) {
        JobIds.describe(spec);
    }

    /** {@code jobs list}. */
    public static int list(ParseResult words, Session session) {
        int limit =
                words.hasMatchedOption("--limit")
                        ? JobOptions.number(words, "--limit", LISTED_MAX)
                        : LISTED_DEFAULT;
        try (Connection connection = Connections.open(session)) {
            List<Job> jobs = connection.client().within(session.timeLeft(ANSWER_TIME)).list(limit);
            if (session.format() == OutputFormat.JSON) {
                session.json(ListJobsResponse.newBuilder().addAllJobs(jobs));
            } else {
                printRows(session, jobs);
            }
            if (jobs.size() == limit) {
                session.note("the newest " + limit + " jobs are shown; see more with --limit");
            }
        }
        return ExitCode.SUCCEEDED;
    }

    /** The words of {@code jobs get}. */
    public static void describeGet(CommandSpec spec) {
        JobIds.describe(spec);
        spec.addOption(
                OptionSpec.builder("--failures")
                        .type(boolean.class)
                        .arity("0")
                        .description("Also each failed attempt, and how its worker died")
                        .build());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  forkyard jobs get @last",
                        "  forkyard jobs get @last --failures",
                        "  forkyard jobs get @last --failures -o json");
    }

    /** {@code jobs get}. */
    public static int get(ParseResult words, Session session) {
        boolean failures = words.hasMatchedOption("--failures");
        List<Job> jobs =
                each(words, session, failures ? JobActions::withFailures : ForkyardClient::get);
        switch (session.format()) {
            case TEXT -> printPages(session, jobs, failures);
            case CSV -> {
                if (failures) {
                    Table table = FailurePage.csv();
                    jobs.forEach(
                            job ->
                                    FailurePage.addRows(
                                            table, job.getJobId(), job.getFailuresList()));
                    table.printCsv(session.out());
                } else {
                    printRows(session, jobs);
                }
            }
            case JSON -> jobs.forEach(job -> session.json(GetJobResponse.newBuilder().setJob(job)));
        }
        return ExitCode.SUCCEEDED;
    }

    private static void printPages(Session session, List<Job> jobs, boolean failures) {
        for (int i = 0; i < jobs.size(); i++) {
            if (i > 0) {
                session.out().println();
            }
            new JobPage(session).print(jobs.get(i));
            if (failures) {
                new FailurePage(session).print(jobs.get(i).getFailuresList());
            }
        }
    }

    private static Job withFailures(ForkyardClient client, JobId id) {
        return client.get(id).toBuilder()
                .clearFailures()
                .addAllFailures(client.failures(id, FAILURES_MAX))
                .build();
    }

    /** {@code jobs cancel}. */
    public static int cancel(ParseResult words, Session session) {
        List<Job> jobs = each(words, session, ForkyardClient::cancel);
        switch (session.format()) {
            case TEXT ->
                    jobs.forEach(
                            job ->
                                    session.out()
                                            .println(
                                                    job.getJobId()
                                                            + " "
                                                            + JobText.state(job.getState())));
            case CSV -> printRows(session, jobs);
            case JSON ->
                    jobs.forEach(job -> session.json(CancelJobResponse.newBuilder().setJob(job)));
        }
        return ExitCode.SUCCEEDED;
    }

    private static List<Job> each(
            ParseResult words, Session session, BiFunction<ForkyardClient, JobId, Job> question) {
        JobIds.check(words);
        try (Connection connection = Connections.open(session)) {
            ForkyardClient client = connection.client().within(session.timeLeft(ANSWER_TIME));
            List<Job> jobs = new ArrayList<>();
            for (JobId id : JobIds.resolve(words, client)) {
                jobs.add(question.apply(client, id));
            }
            return jobs;
        }
    }

    private static void printRows(Session session, List<Job> jobs) {
        if (session.format() == OutputFormat.CSV) {
            csvRows(jobs).printCsv(session.out());
        } else if (jobs.isEmpty()) {
            session.note("no jobs");
        } else {
            textRows(session, jobs).printText(session.out());
        }
    }

    private static Table textRows(Session session, List<Job> jobs) {
        Table table =
                new Table(
                        "job_id", "state", "priority", "done", "tasks", "run_time", "age", "what");
        Instant now = session.environment().clock().instant();
        for (Job job : jobs) {
            table.add(
                    job.getJobId(),
                    JobText.state(job.getState()),
                    JobText.priority(job.getSpec()),
                    JobText.percent(job.getProgress().getFraction()),
                    Long.toUnsignedString(job.getProgress().getTasksFinished()),
                    job.hasRunTime() ? DurationText.of(job.getRunTime()) : "-",
                    DurationText.of(JobText.age(job.getCreateTime(), now)),
                    Quoted.oneLine(JobText.what(job.getSpec())));
        }
        return table;
    }

    private static Table csvRows(List<Job> jobs) {
        Table table =
                new Table(
                        "job_id",
                        "state",
                        "priority",
                        "fraction",
                        "tasks_finished",
                        "run_time_seconds",
                        "create_time",
                        "what");
        for (Job job : jobs) {
            double seconds = job.getRunTime().getSeconds() + job.getRunTime().getNanos() / 1e9;
            table.add(
                    job.getJobId(),
                    JobText.state(job.getState()),
                    JobText.priority(job.getSpec()),
                    Double.toString(job.getProgress().getFraction()),
                    Long.toUnsignedString(job.getProgress().getTasksFinished()),
                    job.hasRunTime() ? Double.toString(seconds) : "",
                    Timestamps.toString(job.getCreateTime()),
                    JobText.what(job.getSpec()));
        }
        return table;
    }
}
