package dev.forkyard.client.cli.job;

import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.JobSpec;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The words of a direct command, which {@code jobs submit} takes too. */
public interface JobWords {
    /** Describes the words: options, parameters, help. */
    void describe(CommandSpec spec);

    /**
     * The jobs that the words ask for, one in most cases and several where one request cannot hold
     * them.
     */
    List<JobSpec> jobs(ParseResult words, Session session);
}
