package dev.forkyard.coordinator.watch;

import dev.forkyard.common.error.Failure;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.schedule.AttemptFailure;
import java.time.Instant;
import java.util.Optional;

/**
 * A failed attempt with what is known of its worker's death. Immutable.
 *
 * @param sequence rises with every failure of any job, from 1
 * @param autopsy empty if the worker lived on
 */
public record FailedAttempt(
        long sequence, AttemptFailure failure, Optional<Autopsy> autopsy, Instant endTime) {
    /** How many characters of text it keeps. */
    long textLength() {
        return failure.failure().stack().length()
                + autopsy.map(
                                a ->
                                        (long) a.stdout().length()
                                                + a.stderr().length()
                                                + a.threadDump().length()
                                                + a.errorFile().length())
                        .orElse(0L);
    }

    /** The same without its long texts. */
    FailedAttempt withoutTexts() {
        Failure why = failure.failure();
        return new FailedAttempt(
                sequence,
                new AttemptFailure(
                        failure.attempt(),
                        failure.worker(),
                        failure.stage(),
                        failure.part(),
                        failure.kind(),
                        new Failure(why.reason(), why.message(), why.details(), ""),
                        failure.verdict()),
                autopsy.map(FailedAttempt::withoutTexts),
                endTime);
    }

    private static Autopsy withoutTexts(Autopsy autopsy) {
        return new Autopsy(
                autopsy.how(),
                autopsy.exitStatus(),
                autopsy.signal(),
                "",
                "",
                "",
                autopsy.peakRssBytes(),
                autopsy.cpuTime(),
                "");
    }
}
