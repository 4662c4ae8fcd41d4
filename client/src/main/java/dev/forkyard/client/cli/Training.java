package dev.forkyard.client.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.forkyard.client.cli.connect.Address;
import dev.forkyard.client.cli.connect.LocalPool;
import dev.forkyard.client.cli.session.CliEnvironment;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Interruption;
import dev.forkyard.client.cli.session.Terminal;
import dev.forkyard.proto.v1.ClusterServiceGrpc.ClusterServiceImplBase;
import dev.forkyard.proto.v1.Coordinator;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.GetJobRequest;
import dev.forkyard.proto.v1.GetJobResponse;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobProgress;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobServiceGrpc.JobServiceImplBase;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.ListJobsRequest;
import dev.forkyard.proto.v1.ListJobsResponse;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.ListWorkersRequest;
import dev.forkyard.proto.v1.ListWorkersResponse;
import dev.forkyard.proto.v1.PrimeServiceGrpc.PrimeServiceImplBase;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.RangeCount;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.v1.RunJobResponse;
import dev.forkyard.proto.v1.Stage;
import dev.forkyard.proto.v1.StageWorker;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Uses the classes of the usual commands once, against a tiny coordinator in this process and on a
 * private pool, so that a JVM that records the classes it loads for an archive meets them.
 * Stateless.
 */
final class Training {
    private static final Duration SECOND = Duration.newBuilder().setSeconds(1).build();

    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("status"),
                    List.of("status", "-o", "json"),
                    List.of("primes", "count", "1e3"),
                    List.of("primes", "count", "0..10", "1..=1_000", "-o", "json"),
                    List.of("primes", "count", "0..10", "-o", "csv", "-q"),
                    List.of("primes", "list", "100"),
                    List.of("primes", "list", "100", "--bitmap"),
                    List.of("jobs", "list"),
                    List.of("jobs", "get", "training"),
                    List.of("workers", "list"),
                    List.of("--help"));

    private static final List<String> PRIVATE_COMMAND = List.of("primes", "count", "1e3");

    /** Nobody answers there, so that the command takes a private pool. */
    private static final Address NOBODY = new Address("127.0.0.1", 1, false);

    private Training() {}

    /**
     * Runs all commands; tells on {@code err} if one fails, for then the archive is of no use.
     * Where no worker can be forked it lacks the classes of a private pool.
     */
    static int run(PrintWriter err, LocalPool.Opener pools) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Server server = server(group);
        try {
            for (List<String> command : COMMANDS) {
                int exitCode = run(command, environment(server.getPort(), err));
                if (exitCode != ExitCode.SUCCEEDED) {
                    return exitCode;
                }
            }
            run(
                    PRIVATE_COMMAND,
                    environment(Map.of(), NOBODY, new PrintWriter(Writer.nullWriter()), pools));
            return ExitCode.SUCCEEDED;
        } finally {
            server.shutdownNow();
            err.flush();
        }
    }

    private static int run(List<String> command, CliEnvironment environment) {
        return CliMain.run(command.toArray(String[]::new), environment);
    }

    private static CliEnvironment environment(int port, PrintWriter err) {
        return environment(
                Map.of("FORKYARD_ADDRESS", "127.0.0.1:" + port),
                Address.DEFAULT,
                err,
                workers -> {
                    throw new IllegalStateException("no pool of " + workers + " beside a server");
                });
    }

    private static CliEnvironment environment(
            Map<String, String> variables,
            Address address,
            PrintWriter err,
            LocalPool.Opener pools) {
        return new CliEnvironment(
                new PrintWriter(Writer.nullWriter()),
                OutputStream.nullOutputStream(),
                err,
                InputStream.nullInputStream(),
                variables,
                address,
                Terminal.NONE,
                InstantSource.system(),
                new Interruption(),
                pools,
                Optional.empty());
    }

    private static Server server(EventLoopGroup group) {
        try {
            return NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .bossEventLoopGroup(group)
                    .workerEventLoopGroup(group)
                    .channelType(NioServerSocketChannel.class)
                    .directExecutor()
                    .addService(new SmallCluster())
                    .addService(new SmallJobs())
                    .addService(new SmallPrimes())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "no port for the training: " + e.getMessage());
        }
    }

    private static <T> void answer(StreamObserver<T> call, T response) {
        call.onNext(response);
        call.onCompleted();
    }

    /** Has one worker. */
    private static final class SmallCluster extends ClusterServiceImplBase {
        @Override
        public void getCluster(GetClusterRequest request, StreamObserver<GetClusterResponse> call) {
            answer(
                    call,
                    GetClusterResponse.newBuilder()
                            .setCoordinator(
                                    Coordinator.newBuilder()
                                            .setPid(1)
                                            .setStartTime(Timestamp.newBuilder().setSeconds(1)))
                            .addWorkers(worker())
                            .setWorkersWanted(1)
                            .build());
        }

        @Override
        public void listWorkers(
                ListWorkersRequest request, StreamObserver<ListWorkersResponse> call) {
            answer(call, ListWorkersResponse.newBuilder().addWorkers(worker()).build());
        }

        private static Worker worker() {
            return Worker.newBuilder()
                    .setId("w1")
                    .setState(WorkerState.WORKER_STATE_IDLE)
                    .setCpuTime(SECOND)
                    .setRssBytes(1 << 30)
                    .build();
        }
    }

    /** Has one list, in which only 7 is prime. */
    private static final class SmallPrimes extends PrimeServiceImplBase {
        @Override
        public void listPrimes(ListPrimesRequest request, StreamObserver<ListPrimesResponse> call) {
            answer(
                    call,
                    ListPrimesResponse.newBuilder()
                            .setRange(request.getRange())
                            .setCount(1)
                            .setBitmap(ByteString.copyFrom(new byte[] {2}))
                            .build());
        }
    }

    /** Has one job, and every job is that one. */
    private static final class SmallJobs extends JobServiceImplBase {
        @Override
        public void runJob(RunJobRequest request, StreamObserver<RunJobResponse> call) {
            answer(call, RunJobResponse.newBuilder().setJob(job()).build());
        }

        @Override
        public void getJob(GetJobRequest request, StreamObserver<GetJobResponse> call) {
            answer(call, GetJobResponse.newBuilder().setJob(job()).build());
        }

        @Override
        public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> call) {
            answer(call, ListJobsResponse.newBuilder().addJobs(job()).build());
        }

        private static Job job() {
            RangeCount count =
                    RangeCount.newBuilder()
                            .setRange(Range.newBuilder().setEnd(10))
                            .setCount(4)
                            .build();
            return Job.newBuilder()
                    .setJobId("training")
                    .setState(JobState.JOB_STATE_SUCCEEDED)
                    .setCreateTime(Timestamp.newBuilder().setSeconds(1))
                    .setRunTime(SECOND)
                    .setProgress(JobProgress.newBuilder().setFraction(1).setWorkerTime(SECOND))
                    .addStages(
                            Stage.newBuilder()
                                    .setWorkerTime(SECOND)
                                    .addWorkers(StageWorker.newBuilder().setCpuTime(SECOND)))
                    .setResult(
                            JobResult.newBuilder()
                                    .setCountPrimes(
                                            CountPrimesResponse.newBuilder()
                                                    .addResults(count)
                                                    .setTotal(4)))
                    .build();
        }
    }
}
