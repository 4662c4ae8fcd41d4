package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.admission.Admission;
import dev.forkyard.coordinator.gateway.JobInputDoors;
import dev.forkyard.coordinator.gateway.Replies;
import dev.forkyard.coordinator.gateway.SynchronousCalls;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.coordinator.watch.JobView;
import dev.forkyard.proto.v1.CancelJobRequest;
import dev.forkyard.proto.v1.CancelJobResponse;
import dev.forkyard.proto.v1.GetJobRequest;
import dev.forkyard.proto.v1.GetJobResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobServiceGrpc;
import dev.forkyard.proto.v1.ListJobsRequest;
import dev.forkyard.proto.v1.ListJobsResponse;
import dev.forkyard.proto.v1.ListTasksRequest;
import dev.forkyard.proto.v1.ListTasksResponse;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.v1.RunJobResponse;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.SubmitJobResponse;
import dev.forkyard.proto.v1.WaitJobRequest;
import dev.forkyard.proto.v1.WaitJobResponse;
import dev.forkyard.proto.v1.WatchJobRequest;
import dev.forkyard.proto.v1.WatchJobResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The calls about jobs. Thread-safe; no call blocks. */
public final class JobDoor extends JobServiceGrpc.JobServiceImplBase {
    private final Admission admission;
    private final JobBoard board;
    private final SynchronousCalls calls;
    private final JobWishes wishes;
    private final JobMessages messages;
    private final TaskPages tasks;

    /** Makes the service. */
    public JobDoor(
            Admission admission, JobBoard board, SynchronousCalls calls, JobInputDoors inputs) {
        this.admission = admission;
        this.board = board;
        this.calls = calls;
        this.wishes = new JobWishes(inputs);
        this.messages = new JobMessages(inputs);
        this.tasks = new TaskPages(board);
    }

    @Override
    public void submitJob(SubmitJobRequest request, StreamObserver<SubmitJobResponse> observer) {
        Replies.guarded(
                observer,
                () ->
                        admission
                                .submit(wishes.listed(request.getSpec(), request.getRequestId()))
                                .admitted()
                                .whenComplete(
                                        (view, refused) -> {
                                            if (refused != null) {
                                                Replies.fail(observer, refused);
                                            } else {
                                                Replies.answer(
                                                        observer,
                                                        SubmitJobResponse.newBuilder()
                                                                .setJob(messages.job(view))
                                                                .build());
                                            }
                                        }));
    }

    @Override
    public void runJob(RunJobRequest request, StreamObserver<RunJobResponse> observer) {
        ServerCallStreamObserver<RunJobResponse> call = call(observer);
        JobStreamer<RunJobResponse> streamer =
                new JobStreamer<>(
                        call,
                        board,
                        view -> RunJobResponse.newBuilder().setJob(messages.job(view)).build(),
                        0,
                        JobStreamer.SHORT_JOB);
        call.setOnReadyHandler(streamer::ready);
        calls.start(observer, () -> wishes.ephemeral(request.getSpec()), streamer);
    }

    @Override
    public void getJob(GetJobRequest request, StreamObserver<GetJobResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    JobId id = JobQuestions.id(request.getJobId());
                    Job.Builder job = messages.job(board.find(id)).toBuilder();
                    job.addAllFailures(tasks.newest(id));
                    Replies.answer(observer, GetJobResponse.newBuilder().setJob(job).build());
                });
    }

    @Override
    public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    JobId id = board.find(JobQuestions.id(request.getJobId())).submission().id();
                    int size = JobQuestions.pageSize(request.getPageSize());
                    Replies.answer(observer, tasks.page(id, size, request.getPageToken()));
                });
    }

    @Override
    public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    int size = JobQuestions.pageSize(request.getPageSize());
                    List<JobView> views =
                            board.list(JobQuestions.before(request.getPageToken()), size + 1);
                    ListJobsResponse.Builder response = ListJobsResponse.newBuilder();
                    views.stream().limit(size).map(messages::listed).forEach(response::addJobs);
                    if (views.size() > size) {
                        long last = views.get(size - 1).submission().sequence();
                        response.setNextPageToken(Long.toString(last));
                    }
                    Replies.answer(observer, response.build());
                });
    }

    @Override
    public void waitJob(WaitJobRequest request, StreamObserver<WaitJobResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    JobId id = JobQuestions.id(request.getJobId());
                    Optional<Duration> timeout = JobQuestions.timeout(request);
                    JobWait<WaitJobResponse> wait =
                            new JobWait<>(
                                    observer,
                                    view ->
                                            WaitJobResponse.newBuilder()
                                                    .setJob(messages.job(view))
                                                    .build());
                    Runnable stop = board.watch(id, wait);
                    call(observer).setOnCancelHandler(stop);
                    timeout.ifPresent(
                            length -> board.later(length, () -> answerNow(id, wait, stop)));
                });
    }

    @Override
    public void watchJob(WatchJobRequest request, StreamObserver<WatchJobResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    JobId id = JobQuestions.id(request.getJobId());
                    ServerCallStreamObserver<WatchJobResponse> call = call(observer);
                    JobStreamer<WatchJobResponse> streamer =
                            new JobStreamer<>(
                                    call,
                                    board,
                                    view ->
                                            WatchJobResponse.newBuilder()
                                                    .setJob(messages.job(view))
                                                    .build(),
                                    request.getAfterVersion(),
                                    Duration.ZERO);
                    call.setOnReadyHandler(streamer::ready);
                    call.setOnCancelHandler(board.watch(id, streamer));
                });
    }

    @Override
    public void cancelJob(CancelJobRequest request, StreamObserver<CancelJobResponse> observer) {
        Replies.guarded(
                observer,
                () -> {
                    JobId id = JobQuestions.id(request.getJobId());
                    JobView view = board.find(id);
                    if (!view.ended()) {
                        admission.cancel(id);
                    }
                    Replies.answer(
                            observer,
                            CancelJobResponse.newBuilder().setJob(messages.job(view)).build());
                });
    }

    private void answerNow(JobId id, JobWait<WaitJobResponse> wait, Runnable stop) {
        stop.run();
        try {
            wait.answer(board.find(id));
        } catch (NotFoundException e) {
            wait.fail(e);
        }
    }

    private static <T> ServerCallStreamObserver<T> call(StreamObserver<T> observer) {
        return (ServerCallStreamObserver<T>) observer;
    }
}
