package dev.forkyard.client.cli.job;

import dev.forkyard.client.JobStream;
import dev.forkyard.proto.v1.Job;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a stream of snapshots to its end. Stateless. */
final class Following {
    /** Often enough for a progress bar to appear in time while nothing changes. */
    private static final Duration PACE = Duration.ofMillis(100);

    private Following() {}

    /**
     * Reads to the end.
     *
     * @param each gets the newest snapshot each time there is one, and again when there is none for
     *     a while
     * @return the last snapshot, of an ended job
     */
    static Job toEnd(JobStream stream, Consumer<Job> each) {
        Job last = Job.getDefaultInstance();
        while (!stream.ended()) {
            Optional<Job> next = stream.poll(PACE);
            last = next.orElse(last);
            each.accept(last);
        }
        if (!JobEnd.ended(last.getState())) {
            throw Status.UNAVAILABLE
                    .withDescription("the coordinator ended the stream before the job")
                    .asRuntimeException();
        }
        return last;
    }
}
