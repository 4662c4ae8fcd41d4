package dev.forkyard.coordinator.gateway.jobs;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.coordinator.admission.JobWish;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.gateway.primes.PrimeCountDoor;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import dev.forkyard.coordinator.schedule.JobState;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.coordinator.schedule.StageSnapshot;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.jobs.primes.PrimeCountInput;
import dev.forkyard.jobs.primes.PrimeCountJob;
import dev.forkyard.jobs.primes.PrimeCountResult;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobError;
import dev.forkyard.proto.v1.JobProgress;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Stage;
import dev.forkyard.proto.wire.WireRanges;
import java.time.Instant;
import java.util.Map;

/** Turns job messages into wishes, and views of jobs into messages. Stateless. */
public final class JobMessages {
    private static final int LABELS_MAX = 64;
    private static final int LABEL_CHARS_MAX = 256;
    private static final int RANGES_IN_LISTS = 10;

    private JobMessages() {}

    /**
     * Validates what a caller wants.
     *
     * @throws InvalidRequestException with the reason and the path of the field
     */
    public static JobWish wish(JobSpec spec, String requestId, boolean ephemeral) {
        if (!requestId.isEmpty() && !JobId.isValid(requestId)) {
            throw invalid(
                    "request_id",
                    "request_id must be at most 40 characters of a-z, 0-9 and '-', was '%s'"
                            .formatted(abbreviated(requestId)));
        }
        checkLabels(spec.getLabelsMap());
        return switch (spec.getInputCase()) {
            case COUNT_PRIMES ->
                    new JobWish(
                            PrimeCountJob.ID,
                            PrimeCountDoor.input(spec.getCountPrimes(), "spec.count_primes.")
                                    .encode(),
                            priority(spec),
                            policy(spec.getPolicy()),
                            ephemeral,
                            requestId,
                            spec.getLabelsMap());
            case INPUT_NOT_SET ->
                    throw new InvalidRequestException(
                            ErrorReason.UNKNOWN_JOB_TYPE,
                            "spec.input",
                            "spec names no input that this coordinator knows; it runs"
                                    + " count_primes");
        };
    }

    /** A job with everything. */
    public static Job job(JobView view) {
        Job.Builder job = summary(view, Integer.MAX_VALUE);
        for (StageSnapshot stage : view.snapshot().stages()) {
            job.addStages(
                    Stage.newBuilder()
                            .setExtent(WireRanges.toWire(stage.extent()))
                            .setFinished(stage.finished())
                            .setTasksFinished(stage.tasksFinished())
                            .setWorkerTime(duration(stage.workerNanos())));
        }
        view.result()
                .ifPresent(
                        result ->
                                job.setResult(
                                        JobResult.newBuilder()
                                                .setCountPrimes(
                                                        PrimeCountDoor.response(
                                                                PrimeCountResult.decode(result)))));
        return job.build();
    }

    /** A job for a list: without stages, result and most ranges. */
    public static Job listed(JobView view) {
        return summary(view, RANGES_IN_LISTS).build();
    }

    private static Job.Builder summary(JobView view, int mostRanges) {
        Submission submission = view.submission();
        JobSnapshot snapshot = view.snapshot();
        Job.Builder job =
                Job.newBuilder()
                        .setJobId(submission.id().value())
                        .setSpec(spec(submission, mostRanges))
                        .setState(state(snapshot.state()))
                        .setVersion(snapshot.version())
                        .setCreateTime(timestamp(submission.createTime()))
                        .setEphemeral(submission.ephemeral())
                        .setProgress(
                                JobProgress.newBuilder()
                                        .setFraction(snapshot.fraction())
                                        .setTasksRunning(snapshot.tasksRunning())
                                        .setTasksFinished(snapshot.tasksFinished())
                                        .setAttemptsLost(snapshot.attemptsLost())
                                        .setWorkerTime(duration(snapshot.workerNanos())));
        view.startTime().map(JobMessages::timestamp).ifPresent(job::setStartTime);
        view.endTime().map(JobMessages::timestamp).ifPresent(job::setEndTime);
        view.runTime().ifPresent(time -> job.setRunTime(duration(time.toNanos())));
        snapshot.failure().ifPresent(failure -> job.setError(error(failure)));
        return job;
    }

    private static JobSpec.Builder spec(Submission submission, int mostRanges) {
        ExecutionPolicy policy = submission.policy();
        return JobSpec.newBuilder()
                .setCountPrimes(
                        PrimeCountDoor.request(
                                PrimeCountInput.decode(submission.input()), mostRanges))
                .setPriority(priority(submission.priority()))
                .setPolicy(
                        dev.forkyard.proto.v1.ExecutionPolicy.newBuilder()
                                .setMaxAttempts(policy.attemptsMax())
                                .setMaxWorkerLosses(policy.workerLossesMax()))
                .putAllLabels(submission.labels());
    }

    private static Priority priority(JobSpec spec) {
        return switch (spec.getPriority()) {
            case PRIORITY_HIGH -> Priority.HIGH;
            case PRIORITY_UNSPECIFIED, PRIORITY_NORMAL -> Priority.NORMAL;
            case PRIORITY_LOW -> Priority.LOW;
            case UNRECOGNIZED ->
                    throw invalid(
                            "spec.priority",
                            "priority is none of PRIORITY_HIGH, PRIORITY_NORMAL, PRIORITY_LOW");
        };
    }

    private static dev.forkyard.proto.v1.Priority priority(Priority priority) {
        return switch (priority) {
            case HIGH -> dev.forkyard.proto.v1.Priority.PRIORITY_HIGH;
            case NORMAL -> dev.forkyard.proto.v1.Priority.PRIORITY_NORMAL;
            case LOW -> dev.forkyard.proto.v1.Priority.PRIORITY_LOW;
        };
    }

    private static ExecutionPolicy policy(dev.forkyard.proto.v1.ExecutionPolicy policy) {
        ExecutionPolicy defaults = ExecutionPolicy.DEFAULT;
        return defaults.withBudgets(
                limit("max_attempts", policy.getMaxAttempts(), 100, defaults.attemptsMax()),
                defaults.workerDeathsMax(),
                limit(
                        "max_worker_losses",
                        policy.getMaxWorkerLosses(),
                        1000,
                        defaults.workerLossesMax()));
    }

    private static int limit(String field, int value, int most, int whenAbsent) {
        if (value < 0 || value > most) {
            throw invalid(
                    "spec.policy." + field,
                    "%s must be 1…%d, was %s"
                            .formatted(field, most, Integer.toUnsignedString(value)));
        }
        return value == 0 ? whenAbsent : value;
    }

    private static void checkLabels(Map<String, String> labels) {
        if (labels.size() > LABELS_MAX) {
            throw invalid(
                    "spec.labels",
                    "spec has %d labels, at most %d".formatted(labels.size(), LABELS_MAX));
        }
        labels.forEach(
                (key, value) -> {
                    if (key.length() > LABEL_CHARS_MAX || value.length() > LABEL_CHARS_MAX) {
                        throw invalid(
                                "spec.labels",
                                "label '%s' is longer than %d characters"
                                        .formatted(abbreviated(key), LABEL_CHARS_MAX));
                    }
                });
    }

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(ErrorReason.INVALID_OPTION, field, message);
    }

    private static dev.forkyard.proto.v1.JobState state(JobState state) {
        return switch (state) {
            case QUEUED -> dev.forkyard.proto.v1.JobState.JOB_STATE_QUEUED;
            case RUNNING -> dev.forkyard.proto.v1.JobState.JOB_STATE_RUNNING;
            case CANCELLING -> dev.forkyard.proto.v1.JobState.JOB_STATE_CANCELLING;
            case SUCCEEDED -> dev.forkyard.proto.v1.JobState.JOB_STATE_SUCCEEDED;
            case PARTIALLY_SUCCEEDED ->
                    dev.forkyard.proto.v1.JobState.JOB_STATE_PARTIALLY_SUCCEEDED;
            case FAILED -> dev.forkyard.proto.v1.JobState.JOB_STATE_FAILED;
            case CANCELLED -> dev.forkyard.proto.v1.JobState.JOB_STATE_CANCELLED;
        };
    }

    private static JobError error(Failure failure) {
        return JobError.newBuilder()
                .setReason(failure.reason().name())
                .setMessage(failure.message())
                .putAllDetails(failure.details())
                .setRemoteStack(failure.stack())
                .build();
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    private static Duration duration(long nanos) {
        return Duration.newBuilder()
                .setSeconds(nanos / 1_000_000_000)
                .setNanos((int) (nanos % 1_000_000_000))
                .build();
    }
}
