package dev.forkyard.client.cli.job;

import com.google.protobuf.Timestamp;
import dev.forkyard.client.cli.chaos.ChaosText;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.primes.PrimeAnswers;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobError;
import dev.forkyard.proto.v1.JobProgress;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Piece;
import dev.forkyard.proto.v1.RangeCount;
import dev.forkyard.proto.v1.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One job on a page of text, an item a line. Confined to one thread. */
final class JobPage {
    private static final int RESULTS_SHOWN = 10;
    private static final int WORKERS_SHOWN = 8;
    private static final int STAGES_SHOWN = 10;
    private static final int PIECES_SHOWN = 10;

    private final Session session;
    private final Instant now;

    JobPage(Session session) {
        this.session = session;
        this.now = session.environment().clock().instant();
    }

    /** Prints the page. */
    void print(Job job) {
        JobSpec spec = job.getSpec();
        item("job", job.getJobId());
        item("state", JobText.state(job.getState(), session.colors()));
        item("what", Quoted.oneLine(JobText.what(spec)));
        item("priority", JobText.priority(spec));
        item("policy", PolicyText.budgets(spec.getPolicy()));
        String limits = PolicyText.limits(spec.getPolicy());
        if (!limits.isEmpty()) {
            item("limits", limits);
        }
        new TreeMap<>(spec.getLabelsMap())
                .forEach((key, value) -> item("label", Quoted.oneLine(key + "=" + value)));
        time("created", job.hasCreateTime(), job.getCreateTime());
        time("started", job.hasStartTime(), job.getStartTime());
        time("ended", job.hasEndTime(), job.getEndTime());
        if (job.hasRunTime()) {
            item("run time", DurationText.of(job.getRunTime()));
        }
        printProgress(job.getProgress());
        printStages(job);
        if (job.hasError()) {
            printError(job.getError());
        }
        printGivenUp(job);
        if (job.getResult().hasCountPrimes()) {
            printResult(job.getResult().getCountPrimes());
        }
        printLines(PrimeAnswers.text(job.getResult()).toList());
        if (job.getResult().hasChaosItems()) {
            item("result", ChaosText.answer(job.getResult().getChaosItems()));
        }
    }

    private void printProgress(JobProgress progress) {
        item(
                "progress",
                "%s, %d tasks running, %s finished, %s attempts lost"
                        .formatted(
                                JobText.percent(progress.getFraction()),
                                progress.getTasksRunning(),
                                Long.toUnsignedString(progress.getTasksFinished()),
                                Long.toUnsignedString(progress.getAttemptsLost())));
        item("worker time", DurationText.of(progress.getWorkerTime()));
    }

    private void printStages(Job job) {
        for (Stage stage : job.getStagesList().stream().limit(STAGES_SHOWN).toList()) {
            item(
                    "stage",
                    "%s, %s finished in %s tasks, worker time %s"
                            .formatted(
                                    JobText.range(stage.getExtent()),
                                    Long.toUnsignedString(stage.getFinished()),
                                    Long.toUnsignedString(stage.getTasksFinished()),
                                    DurationText.of(stage.getWorkerTime())));
            printWorkers(stage);
        }
        if (job.getStagesCount() > STAGES_SHOWN) {
            item("", "... of " + job.getStagesCount() + " stages; see all with -o json");
        }
    }

    private void printWorkers(Stage stage) {
        if (stage.getWorkersCount() > 0) {
            item(
                    "",
                    "CPU time %s: %s%s"
                            .formatted(
                                    DurationText.of(stage.getCpuTime()),
                                    stage.getWorkersList().stream()
                                            .limit(WORKERS_SHOWN)
                                            .map(
                                                    worker ->
                                                            "pid %d %s"
                                                                    .formatted(
                                                                            worker.getPid(),
                                                                            DurationText.of(
                                                                                    worker
                                                                                            .getCpuTime())))
                                            .collect(Collectors.joining(", ")),
                                    stage.getWorkersCount() > WORKERS_SHOWN ? ", ..." : ""));
        }
    }

    private void printGivenUp(Job job) {
        for (Piece piece : job.getGivenUpList().stream().limit(PIECES_SHOWN).toList()) {
            item(
                    "given up",
                    "%s %s: %s"
                            .formatted(
                                    JobText.range(piece.getPart()),
                                    session.colors().bad(FailureText.outcome(piece.getOutcome())),
                                    Quoted.oneLine(piece.getMessage())));
        }
        if (job.getGivenUpTotal() > PIECES_SHOWN) {
            item("", "... of %d pieces; see more with -o json".formatted(job.getGivenUpTotal()));
        }
        if (job.getFailuresTotal() > 0) {
            item(
                    "failures",
                    "%d; see them with: forkyard jobs get %s --failures"
                            .formatted(job.getFailuresTotal(), job.getJobId()));
        }
    }

    private void printError(JobError error) {
        item(
                "error",
                session.colors().bad(Quoted.oneLine(error.getReason()))
                        + " "
                        + Quoted.oneLine(error.getMessage()));
        for (Map.Entry<String, String> detail : new TreeMap<>(error.getDetailsMap()).entrySet()) {
            item("", Quoted.oneLine(detail.getKey() + " " + detail.getValue()));
        }
        error.getRemoteStack()
                .lines()
                .forEach(line -> item("", Quoted.oneLine(line.replace("\t", "    "))));
    }

    private void printResult(CountPrimesResponse result) {
        for (RangeCount count : result.getResultsList().stream().limit(RESULTS_SHOWN).toList()) {
            item(
                    "result",
                    JobText.range(count.getRange())
                            + " "
                            + Long.toUnsignedString(count.getCount()));
        }
        if (result.getResultsCount() > RESULTS_SHOWN) {
            item(
                    "",
                    "... of %d ranges; see all with: forkyard jobs wait"
                            .formatted(result.getResultsCount()));
        }
        item("total", Long.toUnsignedString(result.getTotal()));
    }

    private void printLines(List<String> lines) {
        lines.stream().limit(RESULTS_SHOWN).forEach(line -> item("result", line));
        if (lines.size() > RESULTS_SHOWN) {
            item("", "... of %d lines; see all with: forkyard jobs wait".formatted(lines.size()));
        }
    }

    private void time(String name, boolean present, Timestamp time) {
        if (present) {
            item(
                    name,
                    JobText.time(time) + " (" + DurationText.of(JobText.age(time, now)) + " ago)");
        }
    }

    private void item(String name, String value) {
        session.out().println((name + " ".repeat(12 - name.length()) + value).stripTrailing());
    }
}
