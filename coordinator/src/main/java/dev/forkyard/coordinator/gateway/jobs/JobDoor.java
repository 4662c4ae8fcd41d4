package dev.forkyard.coordinator.gateway.jobs;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
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
import dev.forkyard.proto.v1.JobServiceGrpc;
import dev.forkyard.proto.v1.ListJobsRequest;
import dev.forkyard.proto.v1.ListJobsResponse;
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
import java.util.concurrent.atomic.AtomicBoolean;

/** The calls about jobs. Thread-safe; no call blocks. */
public final class JobDoor extends JobServiceGrpc.JobServiceImplBase {
    private static final int PAGE_DEFAULT = 100;
    private static final int PAGE_MAX = 1000;

    private final Admission admission;
    private final JobBoard board;
    private final SynchronousCalls calls;
    private final JobWishes wishes;
    private final JobMessages messages;

    /** Makes the service. */
    public JobDoor(
            Admission admission, JobBoard board, SynchronousCalls calls, JobInputDoors inputs) {
        this.admission = admission;
        this.board = board;
        this.calls = calls;
        this.wishes = new JobWishes(inputs);
        this.messages = new JobMessages(inputs);
    }

    @Override
    public void submitJob(SubmitJobRequest request, StreamObserver<SubmitJobResponse> observer) {
        guarded(
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
                        0);
        call.setOnReadyHandler(streamer::ready);
        calls.start(observer, () -> wishes.ephemeral(request.getSpec()), streamer);
    }

    @Override
    public void getJob(GetJobRequest request, StreamObserver<GetJobResponse> observer) {
        guarded(
                observer,
                () -> {
                    JobView view = board.find(id(request.getJobId()));
                    Replies.answer(
                            observer,
                            GetJobResponse.newBuilder().setJob(messages.job(view)).build());
                });
    }

    @Override
    public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> observer) {
        guarded(
                observer,
                () -> {
                    int size = pageSize(request.getPageSize());
                    List<JobView> views = board.list(before(request.getPageToken()), size + 1);
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
        guarded(
                observer,
                () -> {
                    JobId id = id(request.getJobId());
                    Optional<Duration> timeout = timeout(request);
                    AtomicBoolean answered = new AtomicBoolean();
                    Runnable stop =
                            board.watch(
                                    id,
                                    view -> {
                                        if (view.ended() && answered.compareAndSet(false, true)) {
                                            Replies.answer(observer, waited(view));
                                        }
                                    });
                    call(observer).setOnCancelHandler(stop);
                    timeout.ifPresent(
                            length ->
                                    board.later(
                                            length,
                                            () -> {
                                                if (answered.compareAndSet(false, true)) {
                                                    stop.run();
                                                    answerAsItStands(observer, id);
                                                }
                                            }));
                });
    }

    @Override
    public void watchJob(WatchJobRequest request, StreamObserver<WatchJobResponse> observer) {
        guarded(
                observer,
                () -> {
                    JobId id = id(request.getJobId());
                    ServerCallStreamObserver<WatchJobResponse> call = call(observer);
                    JobStreamer<WatchJobResponse> streamer =
                            new JobStreamer<>(
                                    call,
                                    board,
                                    view ->
                                            WatchJobResponse.newBuilder()
                                                    .setJob(messages.job(view))
                                                    .build(),
                                    request.getAfterVersion());
                    call.setOnReadyHandler(streamer::ready);
                    call.setOnCancelHandler(board.watch(id, streamer));
                });
    }

    @Override
    public void cancelJob(CancelJobRequest request, StreamObserver<CancelJobResponse> observer) {
        guarded(
                observer,
                () -> {
                    JobId id = id(request.getJobId());
                    JobView view = board.find(id);
                    if (!view.ended()) {
                        admission.cancel(id);
                    }
                    Replies.answer(
                            observer,
                            CancelJobResponse.newBuilder().setJob(messages.job(view)).build());
                });
    }

    private void answerAsItStands(StreamObserver<WaitJobResponse> observer, JobId id) {
        guarded(observer, () -> Replies.answer(observer, waited(board.find(id))));
    }

    private WaitJobResponse waited(JobView view) {
        return WaitJobResponse.newBuilder().setJob(messages.job(view)).build();
    }

    private static void guarded(StreamObserver<?> observer, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            Replies.fail(observer, e);
        }
    }

    private static <T> ServerCallStreamObserver<T> call(StreamObserver<T> observer) {
        return (ServerCallStreamObserver<T>) observer;
    }

    private static JobId id(String value) {
        if (!JobId.isValid(value)) {
            throw new NotFoundException(
                    ErrorReason.JOB_NOT_FOUND,
                    "job_id",
                    value.length() > 60 ? value.substring(0, 60) : value,
                    "no job has such an id: ids are 1…40 characters of a-z, 0-9 and '-'");
        }
        return new JobId(value);
    }

    private static Optional<Duration> timeout(WaitJobRequest request) {
        if (!request.hasTimeout()) {
            return Optional.empty();
        }
        Duration timeout =
                Duration.ofSeconds(
                        request.getTimeout().getSeconds(), request.getTimeout().getNanos());
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidRequestException(
                    ErrorReason.INVALID_OPTION, "timeout", "timeout must be > 0, was " + timeout);
        }
        return Optional.of(timeout);
    }

    private static int pageSize(int asked) {
        if (asked < 0 || asked > PAGE_MAX) {
            throw new InvalidRequestException(
                    ErrorReason.INVALID_OPTION,
                    "page_size",
                    "page_size must be 0…%d, was %d".formatted(PAGE_MAX, asked));
        }
        return asked == 0 ? PAGE_DEFAULT : asked;
    }

    private static long before(String token) {
        if (token.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!token.matches("[0-9]{1,18}")) {
            throw new InvalidRequestException(
                    ErrorReason.INVALID_OPTION,
                    "page_token",
                    "page_token is not one that ListJobs returned");
        }
        return Long.parseLong(token);
    }
}
