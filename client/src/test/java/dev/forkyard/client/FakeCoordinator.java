package dev.forkyard.client;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.proto.v1.CancelJobRequest;
import dev.forkyard.proto.v1.CancelJobResponse;
import dev.forkyard.proto.v1.ClusterServiceGrpc.ClusterServiceImplBase;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.DrainWorkerRequest;
import dev.forkyard.proto.v1.DrainWorkerResponse;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.GetJobRequest;
import dev.forkyard.proto.v1.GetJobResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobProgress;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobServiceGrpc.JobServiceImplBase;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.KillWorkerRequest;
import dev.forkyard.proto.v1.KillWorkerResponse;
import dev.forkyard.proto.v1.ListJobsRequest;
import dev.forkyard.proto.v1.ListJobsResponse;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.ListTasksRequest;
import dev.forkyard.proto.v1.ListTasksResponse;
import dev.forkyard.proto.v1.ListTupletsRequest;
import dev.forkyard.proto.v1.ListTupletsResponse;
import dev.forkyard.proto.v1.ListWorkersRequest;
import dev.forkyard.proto.v1.ListWorkersResponse;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.PrimeServiceGrpc.PrimeServiceImplBase;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.RangeCount;
import dev.forkyard.proto.v1.ResizePoolRequest;
import dev.forkyard.proto.v1.ResizePoolResponse;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.v1.RunJobResponse;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.SubmitJobResponse;
import dev.forkyard.proto.v1.TailLogsRequest;
import dev.forkyard.proto.v1.TailLogsResponse;
import dev.forkyard.proto.v1.Task;
import dev.forkyard.proto.v1.WaitJobRequest;
import dev.forkyard.proto.v1.WaitJobResponse;
import dev.forkyard.proto.v1.WatchJobRequest;
import dev.forkyard.proto.v1.WatchJobResponse;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The public services over a loopback port, without workers: a range "has" as many primes as it has
 * numbers. Thread-safe. It records what it was asked, refuses everything with an error if it is
 * given one, and lets jobs hang if it is told to.
 */
public final class FakeCoordinator implements AutoCloseable {
    private final Server server;
    private final List<Message> requests = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch dropped = new CountDownLatch(1);
    private Optional<ForkyardException> refusal = Optional.empty();
    private GetClusterResponse cluster = GetClusterResponse.getDefaultInstance();
    private Function<JobSpec, List<Job>> runs = spec -> List.of(succeeded("run", spec));
    private Function<ListPrimesRequest, List<ListPrimesResponse>> lists = request -> List.of();
    private Function<ListTupletsRequest, List<ListTupletsResponse>> tuplets = request -> List.of();
    private List<TailLogsResponse> output = List.of();
    private boolean hanging;

    public FakeCoordinator() throws IOException {
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(new Primes())
                        .addService(new Jobs())
                        .addService(new Cluster())
                        .addService(new FakeCaptchas(this::admit))
                        .build()
                        .start();
    }

    public int port() {
        return server.getPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    public synchronized List<Message> requests() {
        return List.copyOf(requests);
    }

    /** The requests of one kind. */
    public <M extends Message> List<M> requests(Class<M> kind) {
        return requests().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public synchronized void refuseWith(ForkyardException exception) {
        refusal = Optional.of(exception);
    }

    public synchronized void answerClusterWith(GetClusterResponse response) {
        cluster = response;
    }

    /** What every worker printed. */
    public synchronized void printed(List<TailLogsResponse> stretches) {
        output = List.copyOf(stretches);
    }

    /** Snapshots of jobs that are run from now on. */
    public synchronized void runAs(Function<JobSpec, List<Job>> snapshots) {
        runs = snapshots;
    }

    /** Chunks of lists of tuplets that are asked for from now on. */
    public synchronized void listTupletsAs(
            Function<ListTupletsRequest, List<ListTupletsResponse>> chunks) {
        tuplets = chunks;
    }

    /** Chunks of lists that are asked for from now on. */
    public synchronized void listAs(Function<ListPrimesRequest, List<ListPrimesResponse>> chunks) {
        lists = chunks;
    }

    /** Calls that run or watch a job get their snapshots and no end. */
    public synchronized void hang() {
        hanging = true;
    }

    /** Knows a job; the last added is the newest. */
    public synchronized void add(Job job) {
        jobs.add(job);
    }

    /** Waits until a call hangs. */
    public boolean awaitStarted() throws InterruptedException {
        return started.await(10, TimeUnit.SECONDS);
    }

    /** Waits until a hanging call was dropped by its client. */
    public boolean awaitDropped() throws InterruptedException {
        return dropped.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    public static Job succeeded(String id, JobSpec spec) {
        return Job.newBuilder()
                .setJobId(id)
                .setSpec(spec)
                .setState(JobState.JOB_STATE_SUCCEEDED)
                .setCreateTime(Timestamp.newBuilder().setSeconds(1_000_000))
                .setProgress(JobProgress.newBuilder().setFraction(1).setTasksFinished(3))
                .setResult(JobResult.newBuilder().setCountPrimes(count(spec.getCountPrimes())))
                .build();
    }

    static CountPrimesResponse count(CountPrimesRequest request) {
        var response = CountPrimesResponse.newBuilder();
        for (Range range : request.getRangesList()) {
            long width = range.getEnd() - range.getStart();
            response.addResults(
                            RangeCount.newBuilder()
                                    .setRange(range)
                                    .setCount(width)
                                    .setMethod(Method.METHOD_SIEVE))
                    .setTotal(response.getTotal() + width);
        }
        return response.build();
    }

    private synchronized Job job(String id) {
        return jobs.stream()
                .filter(job -> job.getJobId().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new NotFoundException(
                                        ErrorReason.JOB_NOT_FOUND, "job_id", id, "no job " + id));
    }

    private synchronized void admit(Message request) {
        requests.add(request);
        refusal.ifPresent(
                e -> {
                    throw e;
                });
    }

    private <R> void answer(Message request, StreamObserver<R> call, Answer<R> answer) {
        try {
            admit(request);
            call.onNext(answer.make());
            call.onCompleted();
        } catch (ForkyardException e) {
            call.onError(StatusMapping.toStatus(e));
        }
    }

    private <R> void stream(Message request, StreamObserver<R> call, Answer<List<R>> snapshots) {
        ((ServerCallStreamObserver<R>) call).setOnCancelHandler(dropped::countDown);
        try {
            admit(request);
            snapshots.make().forEach(call::onNext);
            boolean endless;
            synchronized (this) {
                endless = hanging;
            }
            if (!endless) {
                call.onCompleted();
            }
            started.countDown();
        } catch (ForkyardException e) {
            call.onError(StatusMapping.toStatus(e));
        }
    }

    private interface Answer<R> {
        R make();
    }

    private final class Primes extends PrimeServiceImplBase {
        @Override
        public void countPrimes(
                CountPrimesRequest request, StreamObserver<CountPrimesResponse> call) {
            answer(request, call, () -> count(request));
        }

        @Override
        public void listTuplets(
                ListTupletsRequest request, StreamObserver<ListTupletsResponse> call) {
            Function<ListTupletsRequest, List<ListTupletsResponse>> chunks;
            synchronized (FakeCoordinator.this) {
                chunks = tuplets;
            }
            stream(request, call, () -> chunks.apply(request));
        }

        @Override
        public void listPrimes(ListPrimesRequest request, StreamObserver<ListPrimesResponse> call) {
            Function<ListPrimesRequest, List<ListPrimesResponse>> chunks;
            synchronized (FakeCoordinator.this) {
                chunks = lists;
            }
            stream(request, call, () -> chunks.apply(request));
        }
    }

    private final class Jobs extends JobServiceImplBase {
        @Override
        public void submitJob(SubmitJobRequest request, StreamObserver<SubmitJobResponse> call) {
            answer(
                    request,
                    call,
                    () -> {
                        Job job = succeeded("j-" + (jobs.size() + 1), request.getSpec());
                        add(job);
                        return SubmitJobResponse.newBuilder().setJob(job).build();
                    });
        }

        @Override
        public void runJob(RunJobRequest request, StreamObserver<RunJobResponse> call) {
            Function<JobSpec, List<Job>> run;
            synchronized (FakeCoordinator.this) {
                run = runs;
            }
            stream(
                    request,
                    call,
                    () ->
                            run.apply(request.getSpec()).stream()
                                    .map(job -> RunJobResponse.newBuilder().setJob(job).build())
                                    .toList());
        }

        @Override
        public void getJob(GetJobRequest request, StreamObserver<GetJobResponse> call) {
            answer(
                    request,
                    call,
                    () -> GetJobResponse.newBuilder().setJob(job(request.getJobId())).build());
        }

        @Override
        public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> call) {
            answer(request, call, () -> page(request));
        }

        @Override
        public void waitJob(WaitJobRequest request, StreamObserver<WaitJobResponse> call) {
            answer(
                    request,
                    call,
                    () -> WaitJobResponse.newBuilder().setJob(job(request.getJobId())).build());
        }

        @Override
        public void watchJob(WatchJobRequest request, StreamObserver<WatchJobResponse> call) {
            stream(
                    request,
                    call,
                    () ->
                            List.of(
                                    WatchJobResponse.newBuilder()
                                            .setJob(job(request.getJobId()))
                                            .build()));
        }

        @Override
        public void cancelJob(CancelJobRequest request, StreamObserver<CancelJobResponse> call) {
            answer(
                    request,
                    call,
                    () -> CancelJobResponse.newBuilder().setJob(job(request.getJobId())).build());
        }

        @Override
        public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> call) {
            answer(
                    request,
                    call,
                    () -> {
                        var page = ListTasksResponse.newBuilder();
                        page.addTasks(Task.newBuilder().setTask(99));
                        job(request.getJobId()).getFailuresList().stream()
                                .map(failure -> Task.newBuilder().setFailure(failure))
                                .forEach(page::addTasks);
                        return page.build();
                    });
        }

        /** Pages by position, newest first, of at most 100 as in the contract's default. */
        private ListJobsResponse page(ListJobsRequest request) {
            int size = request.getPageSize() == 0 ? 100 : request.getPageSize();
            int from =
                    request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
            var page = ListJobsResponse.newBuilder();
            synchronized (FakeCoordinator.this) {
                int to = Math.min(jobs.size(), from + Math.min(size, 100));
                for (int i = from; i < to; i++) {
                    page.addJobs(jobs.get(jobs.size() - 1 - i));
                }
                return page.setNextPageToken(to < jobs.size() ? "" + to : "").build();
            }
        }
    }

    private final class Cluster extends ClusterServiceImplBase {
        @Override
        public void getCluster(GetClusterRequest request, StreamObserver<GetClusterResponse> call) {
            answer(request, call, FakeCoordinator.this::cluster);
        }

        @Override
        public void listWorkers(
                ListWorkersRequest request, StreamObserver<ListWorkersResponse> call) {
            answer(
                    request,
                    call,
                    () ->
                            ListWorkersResponse.newBuilder()
                                    .addAllWorkers(cluster().getWorkersList())
                                    .build());
        }

        @Override
        public void killWorker(KillWorkerRequest request, StreamObserver<KillWorkerResponse> call) {
            answer(request, call, KillWorkerResponse::getDefaultInstance);
        }

        @Override
        public void drainWorker(
                DrainWorkerRequest request, StreamObserver<DrainWorkerResponse> call) {
            answer(request, call, DrainWorkerResponse::getDefaultInstance);
        }

        @Override
        public void resizePool(ResizePoolRequest request, StreamObserver<ResizePoolResponse> call) {
            answer(
                    request,
                    call,
                    () -> ResizePoolResponse.newBuilder().setWorkersBefore(2).build());
        }

        @Override
        public void tailLogs(TailLogsRequest request, StreamObserver<TailLogsResponse> call) {
            stream(request, call, FakeCoordinator.this::output);
        }
    }

    private synchronized List<TailLogsResponse> output() {
        return output;
    }

    private synchronized GetClusterResponse cluster() {
        return cluster;
    }
}
