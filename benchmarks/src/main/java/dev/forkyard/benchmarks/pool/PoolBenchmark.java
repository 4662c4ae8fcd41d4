package dev.forkyard.benchmarks.pool;

import dev.forkyard.benchmarks.stand.Cluster;
import dev.forkyard.benchmarks.stand.Options;
import dev.forkyard.benchmarks.stand.ProcessReading;
import dev.forkyard.benchmarks.stand.Samples;
import dev.forkyard.benchmarks.stand.Specs;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Measures the pool itself by tasks that do nothing, in turns with CPython's ProcessPoolExecutor,
 * and prints one table. Exits with 1 if it could not measure; a missed bound is no failure of the
 * program.
 */
public final class PoolBenchmark {
    private static final List<String> OPTIONS =
            List.of("--rounds", "--kills", "--millions", "--workers", "--tasks", "--items");
    private static final int ROUND_TRIPS = 3_000;
    private static final int JOBS = 10_000;
    private static final int MILLION = 1_000_000;
    private static final Duration CALM = Duration.ofSeconds(1);

    /** More than can be sieved in the minutes that the kills take. */
    private static final long SIEVED = 10_000_000_000_000L;

    private static final double MIB = 1 << 20;

    private final Options options;
    private final Cluster cluster;
    private final Forkyard forkyard;
    private final List<Round> rounds = new ArrayList<>();
    private final ResultTable table = new ResultTable();

    private PoolBenchmark(Options options, Cluster cluster, Forkyard forkyard) {
        this.options = options;
        this.cluster = cluster;
        this.forkyard = forkyard;
    }

    private record Round(
            CPython.Round python,
            Forkyard.Throughput single,
            Forkyard.Throughput chunked,
            Samples unaryMicros,
            Samples runJobMicros,
            double jobsPerSecond) {}

    /** Runs it. */
    public static void main(String[] words) throws InterruptedException {
        try {
            Options options = Options.parse(words, OPTIONS);
            int workers = options.number("--workers", 2, 1, 64);
            try (Cluster cluster = Cluster.start(workers);
                    Forkyard forkyard = new Forkyard(cluster)) {
                new PoolBenchmark(options, cluster, forkyard).run(workers);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("bench-pool: " + e.getMessage());
            System.exit(2);
        } catch (IllegalStateException e) {
            System.err.println("bench-pool: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(int workers) throws InterruptedException {
        Samples idle = idleRssMebibytes();
        Path script = Path.of(System.getProperty("forkyard.pool.executor", "executor.py"));
        int wanted = options.number("--rounds", 7, 1, 1000);
        try (CPython python = CPython.start(script, workers)) {
            round(python); // Warms both.
            rounds.clear();
            for (int i = 0; i < wanted; i++) {
                note("round " + (i + 1) + " of " + wanted);
                round(python);
            }
        }
        addThroughput();
        addRoundTrips();
        addHeap();
        addKills();
        table.atMost("RSS per idle worker", 72, 60, " MiB", idle.median(), spread(idle));
        table.print(System.out);
    }

    private void round(CPython python) throws InterruptedException {
        rounds.add(
                new Round(
                        python.round(),
                        forkyard.items(options.number("--tasks", 200_000, 1, 100 * MILLION), true),
                        forkyard.items(
                                options.number("--items", 50 * MILLION, 1, 100 * MILLION), false),
                        forkyard.unaryMicros(ROUND_TRIPS),
                        forkyard.runJobMicros(ROUND_TRIPS),
                        forkyard.jobsPerSecond(JOBS)));
    }

    private void addThroughput() {
        table.atLeast(
                "a job of no-op items, one a task, against CPython one by one",
                8,
                15,
                "×",
                each(r -> r.single.perSecond() / r.python.submitRate()),
                "; %s tasks/s against %s"
                        .formatted(
                                ResultTable.text(each(r -> r.single.perSecond()), ""),
                                ResultTable.text(each(r -> r.python.submitRate()), "")));
        table.atLeast(
                "the same with automatic chunking against map(chunksize=100)",
                1,
                3,
                "×",
                each(r -> r.chunked.perSecond() / r.python.mapRate()),
                "; %s items/s against %s"
                        .formatted(
                                ResultTable.text(each(r -> r.chunked.perSecond()), ""),
                                ResultTable.text(each(r -> r.python.mapRate()), "")));
        Samples cpu = each(r -> r.single.cpuMicros());
        table.atMost("coordinator CPU a task", 8, 5, " µs", cpu.median(), spread(cpu));
    }

    private void addRoundTrips() {
        addRoundTrip("unary call (CountPrimes of one number)", r -> r.unaryMicros);
        addRoundTrip("RunJob of one no-op item (stream of snapshots)", r -> r.runJobMicros);
        table.report(
                "jobs/s, one no-op item each, 256 in flight",
                ResultTable.text(each(r -> r.jobsPerSecond), ""));
    }

    private void addRoundTrip(String what, Function<Round, Samples> micros) {
        Samples ratio = each(r -> micros.apply(r).median() / r.python.p50Micros());
        table.atMost(
                what + ", p50 against CPython's submit().result()",
                0.8,
                0.5,
                "×",
                ratio.median(),
                "%s; p50 %s, p99 %s against p50 %s, p99 %s"
                        .formatted(
                                spread(ratio),
                                ResultTable.text(each(r -> micros.apply(r).median()), " µs"),
                                ResultTable.text(each(r -> micros.apply(r).quantile(0.99)), " µs"),
                                ResultTable.text(each(r -> r.python.p50Micros()), " µs"),
                                ResultTable.text(each(r -> r.python.p99Micros()), " µs")));
    }

    private void addHeap() {
        int millions = options.number("--millions", 10, 0, 1000);
        if (millions == 0 || !LiveHeap.isMeasurable()) {
            table.report("heap over tasks", "not measured");
            return;
        }
        List<Double> mebibytes = new ArrayList<>();
        for (int i = 0; i < millions; i++) {
            note("heap: million " + (i + 1) + " of " + millions);
            forkyard.items(MILLION, true);
            mebibytes.add(LiveHeap.bytes(forkyard.coordinatorPid()) / MIB);
        }
        // A retained byte a task would be a MiB a million.
        double growth = mebibytes.get(millions - 1) - mebibytes.get(0);
        boolean flat = growth < Math.max(1, 0.5 * (millions - 1));
        table.flag(
                "heap over %d million tasks".formatted(millions),
                "flat",
                "live after each million %s MiB"
                        .formatted(
                                String.join(
                                        ", ",
                                        mebibytes.stream().map(ResultTable::number).toList())),
                flat);
    }

    private void addKills() {
        int kills = options.number("--kills", 100, 0, 10_000);
        if (kills == 0) {
            table.report("swap after a kill", "not measured");
            return;
        }
        Kills times = new Kills(forkyard.client(), cluster.eventLog().orElseThrow());
        JobSpec sleeps = Specs.chaos(MILLION * 100L, ChaosWork.CHAOS_WORK_SLEEP, 1, List.of());
        note("killing " + kills + " busy workers");
        KillLog calm = times.measure(kills, CALM, sleeps);
        Samples swap = calm.swapMillis();
        table.atMost(
                "swap after a kill: next task started, p99",
                25,
                10,
                " ms",
                swap.quantile(0.99),
                "; %d kills, the pool whole for 1 s before each, median %s"
                        .formatted(swap.count(), ResultTable.text(swap, " ms")));
        Samples fork = calm.forkMillis();
        table.atMost("fork to ready", 300, 200, " ms", fork.median(), spread(fork));
        note("killing " + kills + " once more, each new spare the moment that it is there");
        Samples atOnce = times.measure(kills, Duration.ZERO, sleeps).swapMillis();
        table.report(
                "the same without the second",
                "p99 %s ms, median %s"
                        .formatted(
                                ResultTable.number(atOnce.quantile(0.99)),
                                ResultTable.text(atOnce, " ms")));
        int fewer = Math.max(1, kills / 4);
        note("killing " + fewer + " workers that sieve");
        Samples full = times.measure(fewer, CALM, Specs.sieve(SIEVED)).fullSpeedMillis();
        table.report(
                "a worker that sieves killed: the next one at nine tenths of the speed",
                "%d of %d kills, median %s, p99 %s ms"
                        .formatted(
                                full.count(),
                                fewer,
                                ResultTable.text(full, " ms"),
                                ResultTable.number(full.quantile(0.99))));
    }

    private Samples idleRssMebibytes() {
        return Samples.of(
                forkyard.client().workers().stream()
                        .filter(worker -> worker.getState() != WorkerState.WORKER_STATE_STARTING)
                        .map(Worker::getPid)
                        .map(ProcessReading::rssBytes)
                        .flatMapToDouble(
                                bytes ->
                                        bytes.isPresent()
                                                ? DoubleStream.of(bytes.getAsLong() / MIB)
                                                : DoubleStream.empty())
                        .toArray());
    }

    private Samples each(ToDoubleFunction<Round> figure) {
        return Samples.of(rounds.stream().mapToDouble(figure).toArray());
    }

    private static String spread(Samples samples) {
        return " (%s…%s)"
                .formatted(ResultTable.number(samples.least()), ResultTable.number(samples.most()));
    }

    private static void note(String text) {
        System.err.println("bench-pool: " + text);
    }
}
