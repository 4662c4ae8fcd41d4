package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.v1.ClusterServiceGrpc;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrencyAcceptanceTest {
    private static final int CALLS = 200;

    /** π(10^k) for k = 1…8: OEIS A006880. */
    private static final long[] PI = {
        4, 25, 168, 1229, 9592, 78_498, 664_579, 5_761_455, 50_847_534
    };

    @Test
    void twoHundredCallsAtOnceAreAllExactWhileTheClusterAnswers() throws Exception {
        try (RunningCluster cluster = RunningCluster.start(2)) {
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            List<Long> expected = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                int k = call % PI.length;
                expected.add(PI[k]);
                answers.add(count(cluster, (long) Math.pow(10, k + 1)));
            }
            List<Long> looksMicros = lookUntilDone(cluster, answers);

            for (int call = 0; call < CALLS; call++) {
                assertThat(answers.get(call).get(120, TimeUnit.SECONDS))
                        .isEqualTo(expected.get(call));
            }
            report(looksMicros);
        }
    }

    private static CompletableFuture<Long> count(RunningCluster cluster, long end) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        CountPrimesRequest request = RunningCluster.sieve(0, end);
        PrimeServiceGrpc.newStub(cluster.channel)
                .countPrimes(
                        request,
                        new StreamObserver<>() {
                            @Override
                            public void onNext(CountPrimesResponse response) {
                                answer.complete(response.getTotal());
                            }

                            @Override
                            public void onError(Throwable cause) {
                                answer.completeExceptionally(cause);
                            }

                            @Override
                            public void onCompleted() {}
                        });
        return answer;
    }

    private static List<Long> lookUntilDone(
            RunningCluster cluster, List<CompletableFuture<Long>> answers) throws IOException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]));
        ClusterServiceGrpc.ClusterServiceBlockingStub stub =
                ClusterServiceGrpc.newBlockingStub(cluster.channel);
        List<Long> micros = new ArrayList<>();
        while (!all.isDone()) {
            long start = System.nanoTime();
            stub.withDeadlineAfter(30, TimeUnit.SECONDS)
                    .getCluster(GetClusterRequest.getDefaultInstance());
            micros.add((System.nanoTime() - start) / 1000);
        }
        return micros;
    }

    private static void report(List<Long> micros) {
        micros.sort(null);
        System.out.printf(
                "GetCluster under load: %d calls, p50 %d µs, p99 %d µs, max %d µs%n",
                micros.size(),
                micros.get(micros.size() / 2),
                micros.get((int) (micros.size() * 0.99)),
                micros.get(micros.size() - 1));
    }
}
