package dev.forkyard.client.cli.job;

import dev.forkyard.client.cli.output.ByteText;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.output.Table;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.Autopsy;
import dev.forkyard.proto.v1.TaskFailure;
import java.io.PrintWriter;
import java.util.List;

/** Failed attempts with their autopsies, for people. Confined to one thread. */
final class FailurePage {
    private static final int OUTPUT_LINES_SHOWN = 20;
    private static final int DUMP_LINES_SHOWN = 60;
    private static final int NAME_WIDTH = 10;

    private final Session session;
    private final PrintWriter out;

    FailurePage(Session session) {
        this.session = session;
        this.out = session.out();
    }

    /** Prints them as they come. */
    void print(List<TaskFailure> failures) {
        for (TaskFailure failure : failures) {
            out.println();
            print(failure);
        }
    }

    /** For programs; without the texts, which are in JSON. */
    static Table csv() {
        return new Table(
                "job_id",
                "task",
                "attempt",
                "worker",
                "stage",
                "start",
                "end",
                "outcome",
                "verdict",
                "end_time",
                "reason",
                "message");
    }

    /** Adds a row a failure. */
    static void addRows(Table table, String job, List<TaskFailure> failures) {
        for (TaskFailure failure : failures) {
            table.add(
                    job,
                    Long.toUnsignedString(failure.getTask()),
                    Integer.toUnsignedString(failure.getAttempt()),
                    failure.getWorker(),
                    Integer.toUnsignedString(failure.getStage()),
                    Long.toUnsignedString(failure.getPart().getStart()),
                    Long.toUnsignedString(failure.getPart().getEnd()),
                    FailureText.outcome(failure.getOutcome()),
                    FailureText.verdict(failure.getVerdict()),
                    JobText.time(failure.getEndTime()),
                    failure.getError().getReason(),
                    failure.getError().getMessage());
        }
    }

    private void print(TaskFailure failure) {
        out.println(
                session.colors()
                                .strong(
                                        "task %s attempt %s"
                                                .formatted(
                                                        Long.toUnsignedString(failure.getTask()),
                                                        Integer.toUnsignedString(
                                                                failure.getAttempt())))
                        + "  "
                        + session.colors().bad(FailureText.outcome(failure.getOutcome()))
                        + "  "
                        + FailureText.verdict(failure.getVerdict()));
        item(
                "part",
                JobText.range(failure.getPart())
                        + " of stage "
                        + Integer.toUnsignedString(failure.getStage()));
        item("ended", JobText.time(failure.getEndTime()));
        item("why", failure.getError().getMessage());
        if (failure.hasAutopsy()) {
            printAutopsy(failure.getWorker(), failure.getAutopsy());
        } else {
            item("worker", failure.getWorker() + ", which lived on");
        }
        text("stack", failure.getError().getRemoteStack(), DUMP_LINES_SHOWN, false);
    }

    private void printAutopsy(String worker, Autopsy autopsy) {
        item("worker", worker + ", " + autopsy.getHow());
        item(
                "used",
                (autopsy.getPeakRssBytes() == 0
                                ? ""
                                : "peak " + ByteText.of(autopsy.getPeakRssBytes()) + " resident, ")
                        + "CPU "
                        + DurationText.of(autopsy.getCpuTime()));
        text("stdout", autopsy.getStdout(), OUTPUT_LINES_SHOWN, true);
        text("stderr", autopsy.getStderr(), OUTPUT_LINES_SHOWN, true);
        text("threads", autopsy.getThreadDump(), DUMP_LINES_SHOWN, false);
        text("hs_err", autopsy.getErrorFile(), DUMP_LINES_SHOWN, false);
    }

    /**
     * @param fromEnd whether the last lines count more than the first
     */
    private void text(String name, String text, int linesMax, boolean fromEnd) {
        List<String> lines = text.strip().isEmpty() ? List.of() : text.lines().toList();
        int left = Math.max(0, lines.size() - linesMax);
        String rest = "... %d more lines; see all with -o json".formatted(left);
        boolean first = true;
        if (left > 0 && fromEnd) {
            item(name, rest);
            first = false;
        }
        int from = fromEnd ? left : 0;
        for (String line : lines.subList(from, from + lines.size() - left)) {
            item(first ? name : "", "| " + line.replace("\t", "    "));
            first = false;
        }
        if (left > 0 && !fromEnd) {
            item("", rest);
        }
    }

    private void item(String name, String value) {
        String line = "  " + name + " ".repeat(NAME_WIDTH - name.length()) + Quoted.oneLine(value);
        out.println(line.stripTrailing());
    }
}
