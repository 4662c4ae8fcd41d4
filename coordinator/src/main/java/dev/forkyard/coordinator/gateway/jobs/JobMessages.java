package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.gateway.JobInputDoors;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import dev.forkyard.coordinator.schedule.JobState;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.coordinator.schedule.StageSnapshot;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.coordinator.watch.StageWork;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobProgress;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Stage;
import dev.forkyard.proto.v1.StageWorker;
import dev.forkyard.proto.wire.WireRanges;
import dev.forkyard.proto.wire.WireTimes;
import java.util.List;

/** Turns views of jobs into messages. Immutable. */
final class JobMessages {
    private static final int ITEMS_IN_LISTS = 10;

    private final JobInputDoors inputs;

    JobMessages(JobInputDoors inputs) {
        this.inputs = inputs;
    }

    /** A job with everything but its failed attempts. */
    Job job(JobView view) {
        Job.Builder job = summary(view, Integer.MAX_VALUE);
        List<StageSnapshot> stages = view.snapshot().stages();
        for (int index = 0; index < stages.size(); index++) {
            job.addStages(stage(stages.get(index), view.work().of(index)));
        }
        view.result()
                .ifPresent(
                        result ->
                                inputs.of(view.submission().type())
                                        .show(result, job.getResultBuilder()));
        return job.build();
    }

    private static Stage stage(StageSnapshot stage, List<StageWork.Worker> workers) {
        Stage.Builder message =
                Stage.newBuilder()
                        .setExtent(WireRanges.toWire(stage.extent()))
                        .setFinished(stage.finished())
                        .setTasksFinished(stage.tasksFinished())
                        .setWorkerTime(WireTimes.nanosToWire(stage.workerNanos()));
        long cpuNanos = 0;
        for (StageWork.Worker worker : workers) {
            cpuNanos += worker.cpuNanos();
            message.addWorkers(
                    StageWorker.newBuilder()
                            .setPid(worker.pid())
                            .setAttempts(worker.attempts())
                            .setCpuTime(WireTimes.nanosToWire(worker.cpuNanos())));
        }
        return message.setCpuTime(WireTimes.nanosToWire(cpuNanos)).build();
    }

    /** A job for a list: without stages, result and most items of its input. */
    Job listed(JobView view) {
        return summary(view, ITEMS_IN_LISTS).build();
    }

    private Job.Builder summary(JobView view, int mostItems) {
        Submission submission = view.submission();
        JobSnapshot snapshot = view.snapshot();
        Job.Builder job =
                Job.newBuilder()
                        .setJobId(submission.id().value())
                        .setSpec(spec(submission, mostItems))
                        .setState(state(snapshot.state()))
                        .setVersion(snapshot.version())
                        .setCreateTime(WireTimes.toWire(submission.createTime()))
                        .setEphemeral(submission.ephemeral())
                        .setProgress(progress(snapshot));
        view.startTime().map(WireTimes::toWire).ifPresent(job::setStartTime);
        view.endTime().map(WireTimes::toWire).ifPresent(job::setEndTime);
        view.runTime().map(WireTimes::toWire).ifPresent(job::setRunTime);
        view.failure().map(FailureMessages::error).ifPresent(job::setError);
        view.givenUp().first().stream().map(FailureMessages::piece).forEach(job::addGivenUp);
        job.setGivenUpTotal(view.givenUp().count()).setFailuresTotal(view.givenUp().failures());
        return job;
    }

    private JobSpec spec(Submission submission, int mostItems) {
        JobSpec.Builder spec =
                JobSpec.newBuilder()
                        .setPriority(priority(submission.priority()))
                        .setPolicy(PolicyMessages.message(submission.policy()))
                        .putAllLabels(submission.labels());
        inputs.of(submission.type()).show(submission.input(), mostItems, spec);
        return spec.build();
    }

    private static JobProgress progress(JobSnapshot snapshot) {
        return JobProgress.newBuilder()
                .setFraction(snapshot.fraction())
                .setTasksRunning(snapshot.tasksRunning())
                .setTasksFinished(snapshot.tasksFinished())
                .setAttemptsLost(snapshot.attemptsLost())
                .setWorkerTime(WireTimes.nanosToWire(snapshot.workerNanos()))
                .build();
    }

    private static dev.forkyard.proto.v1.Priority priority(Priority priority) {
        return switch (priority) {
            case HIGH -> dev.forkyard.proto.v1.Priority.PRIORITY_HIGH;
            case NORMAL -> dev.forkyard.proto.v1.Priority.PRIORITY_NORMAL;
            case LOW -> dev.forkyard.proto.v1.Priority.PRIORITY_LOW;
        };
    }

    /** The two enums share their names, which a test checks. */
    static dev.forkyard.proto.v1.JobState state(JobState state) {
        return dev.forkyard.proto.v1.JobState.valueOf("JOB_STATE_" + state.name());
    }
}
