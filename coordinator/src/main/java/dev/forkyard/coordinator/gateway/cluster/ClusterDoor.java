package dev.forkyard.coordinator.gateway.cluster;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.coordinator.engine.EngineSnapshot;
import dev.forkyard.coordinator.engine.WorkerAdmin;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import dev.forkyard.coordinator.gateway.Replies;
import dev.forkyard.coordinator.observe.ProcessSampler;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.proto.v1.ClusterServiceGrpc;
import dev.forkyard.proto.v1.Coordinator;
import dev.forkyard.proto.v1.DrainWorkerRequest;
import dev.forkyard.proto.v1.DrainWorkerResponse;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.KillWorkerRequest;
import dev.forkyard.proto.v1.KillWorkerResponse;
import dev.forkyard.proto.v1.ListWorkersRequest;
import dev.forkyard.proto.v1.ListWorkersResponse;
import dev.forkyard.proto.v1.OutputStream;
import dev.forkyard.proto.v1.Queue;
import dev.forkyard.proto.v1.ResizePoolRequest;
import dev.forkyard.proto.v1.ResizePoolResponse;
import dev.forkyard.proto.v1.TailLogsRequest;
import dev.forkyard.proto.v1.TailLogsResponse;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import dev.forkyard.proto.wire.WireTimes;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The calls about the cluster. Thread-safe; answers from snapshots, never from the loop. */
public final class ClusterDoor extends ClusterServiceGrpc.ClusterServiceImplBase {
    private final CoordinatorFacts facts;
    private final Supplier<EngineSnapshot> engine;
    private final JobBoard board;
    private final ProcessSampler sampler;
    private final WorkerOrders orders;

    /** Makes the service. */
    public ClusterDoor(
            CoordinatorFacts facts,
            Supplier<EngineSnapshot> engine,
            JobBoard board,
            ProcessSampler sampler,
            WorkerAdmin admin) {
        this.facts = facts;
        this.engine = engine;
        this.board = board;
        this.sampler = sampler;
        this.orders = new WorkerOrders(admin);
    }

    @Override
    public void getCluster(GetClusterRequest request, StreamObserver<GetClusterResponse> observer) {
        EngineSnapshot snapshot = engine.get();
        int[] liveAndQueued = board.liveAndQueued();
        long running =
                snapshot.workers().stream().filter(worker -> worker.attempt().isPresent()).count();
        Replies.answer(
                observer,
                GetClusterResponse.newBuilder()
                        .setCoordinator(coordinator())
                        .addAllWorkers(workers(snapshot))
                        .setWorkersWanted(snapshot.wanted())
                        .setSparesWanted(snapshot.spares())
                        .setQueue(
                                Queue.newBuilder()
                                        .setJobsLive(liveAndQueued[0])
                                        .setJobsQueued(liveAndQueued[1])
                                        .setTasksRunning((int) running)
                                        .setJobsEnded(board.jobsEnded()))
                        .addAllWarnings(snapshot.warnings())
                        .build());
    }

    @Override
    public void listWorkers(
            ListWorkersRequest request, StreamObserver<ListWorkersResponse> observer) {
        Replies.answer(
                observer,
                ListWorkersResponse.newBuilder().addAllWorkers(workers(engine.get())).build());
    }

    @Override
    public void killWorker(KillWorkerRequest request, StreamObserver<KillWorkerResponse> observer) {
        order(
                observer,
                () -> orders.kill(request.getWorkerId()),
                done -> KillWorkerResponse.getDefaultInstance());
    }

    @Override
    public void drainWorker(
            DrainWorkerRequest request, StreamObserver<DrainWorkerResponse> observer) {
        order(
                observer,
                () -> orders.drain(request.getWorkerId()),
                done -> DrainWorkerResponse.getDefaultInstance());
    }

    @Override
    public void resizePool(ResizePoolRequest request, StreamObserver<ResizePoolResponse> observer) {
        order(
                observer,
                () -> orders.resize(request.getWorkers()),
                before -> ResizePoolResponse.newBuilder().setWorkersBefore(before).build());
    }

    @Override
    public void tailLogs(TailLogsRequest request, StreamObserver<TailLogsResponse> observer) {
        Replies.guarded(
                observer,
                () ->
                        new OutputStreamer(
                                        orders.output(request.getWorkerId()),
                                        streams(request.getStream()),
                                        request.getFollow(),
                                        (ServerCallStreamObserver<TailLogsResponse>) observer)
                                .start());
    }

    private static <R, T> void order(
            StreamObserver<T> observer,
            Supplier<CompletableFuture<R>> work,
            Function<R, T> answer) {
        Replies.guarded(
                observer,
                () ->
                        work.get()
                                .whenComplete(
                                        (done, failed) -> {
                                            if (failed != null) {
                                                Replies.fail(observer, failed);
                                            } else {
                                                Replies.answer(observer, answer.apply(done));
                                            }
                                        }));
    }

    private static List<WorkerOutput.Stream> streams(OutputStream asked) {
        return switch (asked) {
            case OUTPUT_STREAM_UNSPECIFIED ->
                    List.of(WorkerOutput.Stream.STDOUT, WorkerOutput.Stream.STDERR);
            case OUTPUT_STREAM_STDOUT -> List.of(WorkerOutput.Stream.STDOUT);
            case OUTPUT_STREAM_STDERR -> List.of(WorkerOutput.Stream.STDERR);
            case UNRECOGNIZED ->
                    throw new InvalidRequestException(
                            ErrorReason.INVALID_OPTION,
                            "stream",
                            "stream is none of OUTPUT_STREAM_STDOUT, OUTPUT_STREAM_STDERR");
        };
    }

    private Coordinator coordinator() {
        return Coordinator.newBuilder()
                .setPid(ProcessHandle.current().pid())
                .setVersion(facts.version())
                .setStartTime(WireTimes.toWire(facts.startTime()))
                .setAddress(facts.address())
                .setHttpAddress(facts.httpAddress())
                .setDataDir(facts.dataDir())
                .setJavaVersion(Runtime.version().toString())
                .build();
    }

    private List<Worker> workers(EngineSnapshot snapshot) {
        return snapshot.workers().stream().map(this::worker).toList();
    }

    private Worker worker(WorkerSnapshot snapshot) {
        ProcessSampler.Sample sample = sampler.of(snapshot.pid());
        Worker.Builder worker =
                Worker.newBuilder()
                        .setId(snapshot.id().toString())
                        .setPid(snapshot.pid())
                        .setState(state(snapshot.state()))
                        .setCpuTime(WireTimes.toWire(sample.cpuTime()))
                        .setRssBytes(sample.residentBytes())
                        .setStartTime(WireTimes.toWire(snapshot.startTime()))
                        .setTasksFinished(snapshot.tasksFinished());
        snapshot.attempt().ifPresent(attempt -> addAttempt(worker, attempt));
        return worker.build();
    }

    private static void addAttempt(Worker.Builder worker, AttemptId attempt) {
        worker.setJobId(attempt.job().value())
                .setTask(attempt.task().number())
                .setAttempt(attempt.number());
    }

    /** The two enums share their names, which a test checks. */
    static WorkerState state(WorkerSnapshot.State state) {
        return WorkerState.valueOf("WORKER_STATE_" + state.name());
    }
}
