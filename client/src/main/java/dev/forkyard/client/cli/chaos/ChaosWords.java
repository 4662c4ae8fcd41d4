package dev.forkyard.client.cli.chaos;

import dev.forkyard.client.cli.job.JobOptions;
import dev.forkyard.client.cli.job.JobWords;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.ChaosItemsRequest;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.JobSpec;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chaos --items N}: items that misbehave on purpose, for tests. Stateless. */
public final class ChaosWords implements JobWords {
    private static final long ITEMS_MAX = 100_000_000;
    private static final long MILLIS_MAX = 3_600_000;
    private static final int FAULTS_MAX = 64;

    /** Needs nothing. */
    public ChaosWords() {}

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .header("Executes items, some of which misbehave on purpose; for tests.")
                .footer(
                        "",
                        "The coordinator must run with --enable-test-jobs. The answer is how many items",
                        "were executed and the sum of their indexes, which begin at 0.",
                        "KIND is throw, exit[:CODE], halt[:CODE], segv, heap, native[:MIB_PER_SECOND],",
                        "print[:BYTES], freeze, spin or ignore-cancel[:MS].",
                        "ITEMS is 7, 3..9 (without 9) or every:100 (0, 100, 200, ...).",
                        "",
                        "Examples:",
                        "  forkyard jobs submit chaos --items 1e6",
                        "  forkyard jobs submit chaos --items 10K --work sleep:1 --fault segv@4711",
                        "  forkyard jobs submit chaos --items 100 --fault print:1G@0 --fault exit:3@5..8");
        spec.addOption(JobOptions.text("--items", "N", "How many items, 1 to 100M"));
        spec.addOption(
                JobOptions.text("--work", "noop|sleep:MS|spin:MS", "What each item does (noop)"));
        spec.addOption(
                OptionSpec.builder("--fault")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel("KIND[:ARG]@ITEMS")
                        .description("Items that misbehave; may be repeated")
                        .build());
        JobOptions.describe(spec);
    }

    @Override
    public List<JobSpec> jobs(ParseResult words, Session session) {
        if (!words.hasMatchedOption("--items")) {
            throw CliException.usage("no --items given; write how many, such as --items 1000");
        }
        ChaosItemsRequest.Builder request =
                ChaosItemsRequest.newBuilder()
                        .setItems(
                                FaultNotation.number(
                                        "--items",
                                        words.matchedOptionValue("--items", ""),
                                        1,
                                        ITEMS_MAX));
        applyWork(words.matchedOptionValue("--work", "noop"), request);
        List<String> faults = words.matchedOptionValue("--fault", List.of());
        if (faults.size() > FAULTS_MAX) {
            throw CliException.usage(
                    "--fault is given %d times, at most %d".formatted(faults.size(), FAULTS_MAX));
        }
        faults.forEach(fault -> request.addFaults(FaultNotation.parse(fault)));
        JobSpec.Builder job = JobSpec.newBuilder();
        JobOptions.apply(words, job);
        return List.of(job.setChaosItems(request).build());
    }

    private static void applyWork(String text, ChaosItemsRequest.Builder request) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        ChaosWork work =
                switch (kind) {
                    case "noop" -> ChaosWork.CHAOS_WORK_NOOP;
                    case "sleep" -> ChaosWork.CHAOS_WORK_SLEEP;
                    case "spin" -> ChaosWork.CHAOS_WORK_SPIN;
                    default -> throw notWork(text);
                };
        if ((work == ChaosWork.CHAOS_WORK_NOOP) != (colon < 0)) {
            throw notWork(text);
        }
        request.setWork(work);
        if (colon >= 0) {
            request.setWorkMillis(
                    (int)
                            FaultNotation.number(
                                    "the MS of --work", text.substring(colon + 1), 1, MILLIS_MAX));
        }
    }

    private static CliException notWork(String text) {
        return CliException.usage(
                "--work " + Quoted.of(text) + " is not one of noop, sleep:MS, spin:MS");
    }
}
