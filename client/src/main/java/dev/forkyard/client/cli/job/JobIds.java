package dev.forkyard.client.cli.job;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.proto.v1.Job;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The ID words of {@code jobs …}: a whole id, a unique prefix, or {@code @last}. Stateless. */
final class JobIds {
    private static final String LAST = "@last";
    private static final int LISTED_MAX = 10_000;
    private static final int NAMED_MAX = 3;

    private JobIds() {}

    /** Adds the parameter. */
    static void describe(CommandSpec spec) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("ID")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("A job's id, the start of one, or @last for the newest")
                        .build());
    }

    /**
     * The jobs that the words name.
     *
     * @throws CliException if there is no word, or one names no job or several
     */
    static List<JobId> resolve(ParseResult words, ForkyardClient client) {
        List<String> written = words.matchedPositionalValue(0, List.of());
        return written.stream().map(word -> resolve(word, client)).toList();
    }

    /**
     * Refuses what cannot name a job before anything is asked.
     *
     * @throws CliException if there is no word, or one cannot be an id
     */
    static void check(ParseResult words) {
        List<String> written = words.matchedPositionalValue(0, List.of());
        if (written.isEmpty()) {
            throw CliException.usage("no ID given; write a job's id, the start of one, or @last");
        }
        for (String word : written) {
            if (!word.equals(LAST) && !JobId.isValid(word)) {
                throw CliException.usage(
                        "ID "
                                + Quoted.of(word)
                                + " is not 1 to 40 characters of a-z, 0-9 and '-', nor @last");
            }
        }
    }

    private static JobId resolve(String word, ForkyardClient client) {
        if (word.equals(LAST)) {
            return client.list(1).stream()
                    .findFirst()
                    .map(job -> new JobId(job.getJobId()))
                    .orElseThrow(() -> CliException.usage("@last names no job: there is none"));
        }
        try {
            return new JobId(client.get(new JobId(word)).getJobId());
        } catch (NotFoundException e) {
            if (e.reason() != ErrorReason.JOB_NOT_FOUND) {
                throw e;
            }
            return byPrefix(word, client, e);
        }
    }

    private static JobId byPrefix(String word, ForkyardClient client, NotFoundException none) {
        List<String> found =
                client.list(LISTED_MAX).stream()
                        .map(Job::getJobId)
                        .filter(id -> id.startsWith(word))
                        .toList();
        if (found.isEmpty()) {
            throw none;
        }
        if (found.size() > 1) {
            String some = String.join(", ", found.subList(0, Math.min(NAMED_MAX, found.size())));
            throw CliException.usage(
                    "ID %s is the start of %d jobs, such as %s; write more of it"
                            .formatted(Quoted.of(word), found.size(), some));
        }
        return new JobId(found.get(0));
    }
}
