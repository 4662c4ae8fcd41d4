package dev.forkyard.coordinator.gateway.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.coordinator.engine.EngineSnapshot;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import dev.forkyard.coordinator.gateway.Replies;
import dev.forkyard.coordinator.observe.ProcessSampler;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.proto.v1.ClusterServiceGrpc;
import dev.forkyard.proto.v1.Coordinator;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.ListWorkersRequest;
import dev.forkyard.proto.v1.ListWorkersResponse;
import dev.forkyard.proto.v1.Queue;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The calls about the cluster. Thread-safe; answers from snapshots, never from the loop. */
public final class ClusterDoor extends ClusterServiceGrpc.ClusterServiceImplBase {
    private final CoordinatorFacts facts;
    private final Supplier<EngineSnapshot> engine;
    private final JobBoard board;
    private final ProcessSampler sampler;

    /** Makes the service. */
    public ClusterDoor(
            CoordinatorFacts facts,
            Supplier<EngineSnapshot> engine,
            JobBoard board,
            ProcessSampler sampler) {
        this.facts = facts;
        this.engine = engine;
        this.board = board;
        this.sampler = sampler;
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

    private Coordinator coordinator() {
        return Coordinator.newBuilder()
                .setPid(ProcessHandle.current().pid())
                .setVersion(facts.version())
                .setStartTime(timestamp(facts.startTime()))
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
                        .setCpuTime(
                                Duration.newBuilder()
                                        .setSeconds(sample.cpuTime().toSeconds())
                                        .setNanos(sample.cpuTime().toNanosPart()))
                        .setRssBytes(sample.residentBytes())
                        .setStartTime(timestamp(snapshot.startTime()))
                        .setTasksFinished(snapshot.tasksFinished());
        snapshot.attempt().ifPresent(attempt -> addAttempt(worker, attempt));
        return worker.build();
    }

    private static void addAttempt(Worker.Builder worker, AttemptId attempt) {
        worker.setJobId(attempt.job().value())
                .setTask(attempt.task().number())
                .setAttempt(attempt.number());
    }

    private static WorkerState state(WorkerSnapshot.State state) {
        return switch (state) {
            case STARTING -> WorkerState.WORKER_STATE_STARTING;
            case IDLE -> WorkerState.WORKER_STATE_IDLE;
            case BUSY -> WorkerState.WORKER_STATE_BUSY;
            case WAITING -> WorkerState.WORKER_STATE_WAITING;
            case SPARE -> WorkerState.WORKER_STATE_SPARE;
            case DRAINING -> WorkerState.WORKER_STATE_DRAINING;
            case STOPPING -> WorkerState.WORKER_STATE_STOPPING;
        };
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
