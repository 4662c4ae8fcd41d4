package dev.forkyard.client;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CancelJobRequest;
import dev.forkyard.proto.v1.CaptchaServiceGrpc;
import dev.forkyard.proto.v1.ClusterServiceGrpc;
import dev.forkyard.proto.v1.ClusterServiceGrpc.ClusterServiceBlockingStub;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.DrainWorkerRequest;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.GetJobRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobServiceGrpc;
import dev.forkyard.proto.v1.JobServiceGrpc.JobServiceBlockingStub;
import dev.forkyard.proto.v1.JobServiceGrpc.JobServiceStub;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.KillWorkerRequest;
import dev.forkyard.proto.v1.ListJobsRequest;
import dev.forkyard.proto.v1.ListJobsResponse;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.ListTasksRequest;
import dev.forkyard.proto.v1.ListTasksResponse;
import dev.forkyard.proto.v1.ListTupletsRequest;
import dev.forkyard.proto.v1.ListTupletsResponse;
import dev.forkyard.proto.v1.ListWorkersRequest;
import dev.forkyard.proto.v1.OutputStream;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import dev.forkyard.proto.v1.ResizePoolRequest;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.v1.RunJobResponse;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.TailLogsRequest;
import dev.forkyard.proto.v1.Task;
import dev.forkyard.proto.v1.TaskFailure;
import dev.forkyard.proto.v1.WaitJobRequest;
import dev.forkyard.proto.v1.WatchJobRequest;
import dev.forkyard.proto.v1.WatchJobResponse;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.wire.StatusMapping;
import dev.forkyard.proto.wire.WireRanges;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A coordinator's services as blocking methods. Thread-safe; all methods share one connection.
 *
 * <pre>{@code
 * try (var client = ForkyardClient.connect("127.0.0.1", 50051)) {
 *     long primes = client.countPrimes(new UnsignedRange(0, 1_000_000));
 * }
 * }</pre>
 *
 * <p>Every method throws {@link ForkyardException} with its reason when the coordinator refuses or
 * a job fails, and gRPC's own {@link StatusRuntimeException} when there is no answer of a
 * coordinator: UNAVAILABLE without a connection, DEADLINE_EXCEEDED after {@link #within}'s time. An
 * interrupted caller gets CANCELLED, and its call is cancelled. Ids are not checked for existence
 * before they are sent, and nothing is retried.
 */
public final class ForkyardClient implements AutoCloseable {
    private static final int PAGE_SIZE_MAX = 1000;

    private static final MethodDescriptor<ListPrimesRequest, PrimeBitmap> LIST_BITMAPS =
            PrimeServiceGrpc.getListPrimesMethod().toBuilder(
                            PrimeServiceGrpc.getListPrimesMethod().getRequestMarshaller(),
                            PrimeBitmapMarshaller.INSTANCE)
                    .build();

    private final Channel channel;
    private final Optional<Deadline> deadline;
    private final Runnable onClose;

    private ForkyardClient(Channel channel, Optional<Deadline> deadline, Runnable onClose) {
        this.channel = channel;
        this.deadline = deadline;
        this.onClose = onClose;
    }

    /** A client with a plaintext connection of its own, opened by the first call. */
    public static ForkyardClient connect(String host, int port) {
        var connection = NettyConnection.open(host, port);
        Channel channel = ClientInterceptors.intercept(connection.channel(), new OneWakeUp());
        return new ForkyardClient(channel, Optional.empty(), connection::close);
    }

    /** A client over a channel that stays its owner's: closing the client leaves it open. */
    public static ForkyardClient on(Channel channel) {
        return new ForkyardClient(channel, Optional.empty(), () -> {});
    }

    /**
     * The same connection for calls that all end before one deadline. A synchronous call whose
     * deadline passes is cancelled on the coordinator too. Closing the result closes nothing.
     *
     * @param time from now on, &gt; 0
     */
    public ForkyardClient within(Duration time) {
        return new ForkyardClient(
                channel,
                Optional.of(Deadline.after(time.toNanos(), TimeUnit.NANOSECONDS)),
                () -> {});
    }

    /** Counts the primes of one range; unsigned. */
    public long countPrimes(UnsignedRange range) {
        return countPrimes(List.of(range)).getTotal();
    }

    /** Counts the primes of 1…10,000 ranges; answers in their order. */
    public CountPrimesResponse countPrimes(List<UnsignedRange> ranges) {
        var request = CountPrimesRequest.newBuilder();
        ranges.forEach(range -> request.addRanges(WireRanges.toWire(range)));
        var stub = limited(PrimeServiceGrpc.newBlockingStub(channel));
        return call(() -> stub.countPrimes(request.build()));
    }

    /** Questions about primes besides their count, with this client's connection and deadline. */
    public PrimeQuestions primes() {
        return new PrimeQuestions(limited(PrimeServiceGrpc.newBlockingStub(channel)));
    }

    /**
     * Lists the primes of a range, chunk by chunk; closing the stream early ends the work behind
     * it. A list that broke off is continued with a range that starts where the last chunk's ended.
     */
    public ResponseStream<ListPrimesResponse> listPrimes(ListPrimesRequest request) {
        var stub = limited(PrimeServiceGrpc.newStub(channel));
        return ResponseStream.<ListPrimesRequest, ListPrimesResponse>open(
                feed -> stub.listPrimes(request, feed));
    }

    /**
     * Lists the primes of a range as {@link #listPrimes}, as bitmaps, whatever form the request
     * names. Each response must be closed.
     */
    public ResponseStream<PrimeBitmap> listPrimeBitmaps(ListPrimesRequest request) {
        var stub = limited(PrimeServiceGrpc.newStub(channel));
        ListPrimesRequest bitmaps =
                request.toBuilder().setForm(PrimeForm.PRIME_FORM_BITMAP).build();
        return ResponseStream.<ListPrimesRequest, PrimeBitmap>open(
                feed ->
                        ClientCalls.asyncServerStreamingCall(
                                stub.getChannel().newCall(LIST_BITMAPS, stub.getCallOptions()),
                                bitmaps,
                                feed),
                PrimeBitmap::close);
    }

    /** Lists the prime k-tuplets of a range, otherwise as {@link #listPrimes}. */
    public ResponseStream<ListTupletsResponse> listTuplets(ListTupletsRequest request) {
        var stub = limited(PrimeServiceGrpc.newStub(channel));
        return ResponseStream.<ListTupletsRequest, ListTupletsResponse>open(
                feed -> stub.listTuplets(request, feed));
    }

    /** Submits a job and returns it as it was accepted. */
    public Job submit(JobSpec spec) {
        return submit(spec, "");
    }

    /**
     * Submits a job unless {@code requestId} was used before: then that job is returned.
     *
     * @param requestId at most 40 characters of {@code a-z 0-9 -}
     */
    public Job submit(JobSpec spec, String requestId) {
        var request = SubmitJobRequest.newBuilder().setSpec(spec).setRequestId(requestId).build();
        return call(() -> jobs().submitJob(request).getJob());
    }

    /**
     * Runs a job that lives as long as the returned stream: closing that early cancels the job, and
     * it is never listed after its end.
     */
    public JobStream run(JobSpec spec) {
        var request = RunJobRequest.newBuilder().setSpec(spec).build();
        return JobStream.<RunJobRequest, RunJobResponse>open(
                feed -> streams().runJob(request, feed), RunJobResponse::getJob);
    }

    /** The job as it stands. */
    public Job get(JobId id) {
        var request = GetJobRequest.newBuilder().setJobId(id.value()).build();
        return call(() -> jobs().getJob(request).getJob());
    }

    /**
     * Live and recently ended jobs, newest first, without results and stages.
     *
     * @param jobsMax ≥ 1; fetched in as many pages as needed
     */
    public List<Job> list(int jobsMax) {
        List<Job> found = new ArrayList<>();
        String token = "";
        do {
            var request =
                    ListJobsRequest.newBuilder()
                            .setPageSize(Math.min(PAGE_SIZE_MAX, jobsMax - found.size()))
                            .setPageToken(token)
                            .build();
            ListJobsResponse page = call(() -> jobs().listJobs(request));
            found.addAll(page.getJobsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty() && found.size() < jobsMax);
        return List.copyOf(found);
    }

    /** Waits until the job has ended and returns it, whatever its end. */
    public Job waitFor(JobId id) {
        var request = WaitJobRequest.newBuilder().setJobId(id.value()).build();
        return call(() -> jobs().waitJob(request).getJob());
    }

    /** Snapshots of a job, the first at once; closing the stream leaves the job alone. */
    public JobStream watch(JobId id) {
        var request = WatchJobRequest.newBuilder().setJobId(id.value()).build();
        return JobStream.<WatchJobRequest, WatchJobResponse>open(
                feed -> streams().watchJob(request, feed), WatchJobResponse::getJob);
    }

    /** Asks a job to end and returns it as it stands then; of no effect on an ended job. */
    public Job cancel(JobId id) {
        var request = CancelJobRequest.newBuilder().setJobId(id.value()).build();
        return call(() -> jobs().cancelJob(request).getJob());
    }

    /** The coordinator, its queue and its workers. */
    public GetClusterResponse cluster() {
        return call(() -> clusters().getCluster(GetClusterRequest.getDefaultInstance()));
    }

    /** The live worker processes, oldest first. */
    public List<Worker> workers() {
        return call(
                () ->
                        clusters()
                                .listWorkers(ListWorkersRequest.getDefaultInstance())
                                .getWorkersList());
    }

    /**
     * The newest attempts of a job that failed, newest first, with their autopsies.
     *
     * @param failuresMax ≥ 1; fetched in as many pages as needed
     */
    public List<TaskFailure> failures(JobId id, int failuresMax) {
        List<TaskFailure> found = new ArrayList<>();
        String token = "";
        do {
            ListTasksResponse page = tasks(id, token);
            page.getTasksList().stream()
                    .filter(Task::hasFailure)
                    .limit(failuresMax - found.size())
                    .forEach(task -> found.add(task.getFailure()));
            token = page.getNextPageToken();
        } while (!token.isEmpty() && found.size() < failuresMax);
        return List.copyOf(found);
    }

    /**
     * One page of a job's tasks: those that run, then attempts that failed.
     *
     * @param token of the page before, empty for the first
     */
    public ListTasksResponse tasks(JobId id, String token) {
        var request =
                ListTasksRequest.newBuilder()
                        .setJobId(id.value())
                        .setPageSize(PAGE_SIZE_MAX)
                        .setPageToken(token)
                        .build();
        return call(() -> jobs().listTasks(request));
    }

    /** Its captchas, before the same deadline. */
    public CaptchaCalls captchas() {
        return new CaptchaCalls(() -> limited(CaptchaServiceGrpc.newBlockingStub(channel)));
    }

    /** Kills a worker, such as {@code w3}; its work is done again elsewhere. */
    public void killWorker(String worker) {
        var request = KillWorkerRequest.newBuilder().setWorkerId(worker).build();
        call(() -> clusters().killWorker(request));
    }

    /** Lets a worker finish what it has in hand, then replaces it. */
    public void drainWorker(String worker) {
        var request = DrainWorkerRequest.newBuilder().setWorkerId(worker).build();
        call(() -> clusters().drainWorker(request));
    }

    /**
     * Changes how many workers there should be, besides spares.
     *
     * @param workers 1…1024
     * @return how many there should have been before
     */
    public int resize(int workers) {
        var request = ResizePoolRequest.newBuilder().setWorkers(workers).build();
        return call(() -> clusters().resizePool(request).getWorkersBefore());
    }

    /**
     * What a worker printed, as far as it is kept.
     *
     * @param stream which; unspecified for both
     * @param follow whether to go on with what it prints from now on
     */
    public WorkerLog workerLog(String worker, OutputStream stream, boolean follow) {
        var request =
                TailLogsRequest.newBuilder()
                        .setWorkerId(worker)
                        .setStream(stream)
                        .setFollow(follow)
                        .build();
        return WorkerLog.open(() -> clusters().tailLogs(request));
    }

    /** Closes the connection, waiting at most a second for what is being written. */
    @Override
    public void close() {
        onClose.run();
    }

    private JobServiceBlockingStub jobs() {
        return limited(JobServiceGrpc.newBlockingStub(channel));
    }

    private JobServiceStub streams() {
        return limited(JobServiceGrpc.newStub(channel));
    }

    private ClusterServiceBlockingStub clusters() {
        return limited(ClusterServiceGrpc.newBlockingStub(channel));
    }

    private <S extends AbstractStub<S>> S limited(S stub) {
        return deadline.map(stub::withDeadline).orElse(stub);
    }

    static <T> T call(Supplier<T> rpc) {
        try {
            return rpc.get();
        } catch (StatusRuntimeException e) {
            throw StatusMapping.fromStatus(e).<RuntimeException>map(ours -> ours).orElse(e);
        }
    }
}
