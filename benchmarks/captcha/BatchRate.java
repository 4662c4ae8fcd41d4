import dev.forkyard.client.CallStream;
import dev.forkyard.client.ForkyardClient;
import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.captcha.CaptchaInput;
import dev.forkyard.jobs.captcha.CaptchaJob;
import dev.forkyard.jobs.captcha.ImageRecipe;
import dev.forkyard.proto.v1.CaptchaOptions;
import dev.forkyard.proto.v1.GenerateCaptchasResponse;
import dev.forkyard.proto.v1.Worker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures batches of captchas over gRPC beside the kernel, in turns in one run: rates, and what a
 * picture costs in CPU time in each process. scripts/bench-captcha-batch.sh runs it.
 *
 * <pre>
 * java -cp dist/…/lib/* BatchRate.java PORT ROUNDS COUNT WORKERS WARM_UP
 * </pre>
 *
 * On cores of their own, workers would reach the kernel's rate. On as many cores as there are
 * workers, coordinator and client take theirs from them: the last column is what is left then,
 * kernel's CPU time by that of all processes, and holds on a busy machine, too.
 */
final class BatchRate {
    private static final int KERNEL_BATCH = 64;
    private static final int KERNEL_WARM_UP_MAX = 50_000;
    private static final double TICK_NANOS = 1e7;

    private record Round(
            double kernelMicros,
            double batchRate,
            double workerMicros,
            double coordinatorMicros,
            double clientMicros) {
        double allMicros() {
            return workerMicros + coordinatorMicros + clientMicros;
        }
    }

    public static void main(String[] words) throws Exception {
        int rounds = Integer.parseInt(words[1]);
        int count = Integer.parseInt(words[2]);
        TaskFunction kernel = new CaptchaJob().newTaskFunction();
        List<Round> all = new ArrayList<>();
        int workers = Integer.parseInt(words[3]);
        try (ForkyardClient client =
                ForkyardClient.connect("127.0.0.1", Integer.parseInt(words[0]))) {
            warmUp(client, kernel, Integer.parseInt(words[4]));
            for (int round = 0; round < rounds; round++) {
                all.add(round(client, kernel, count));
            }
        }
        print(all, workers);
    }

    /**
     * The kernel's rate is that of compiled code; the three processes of a batch have many times as
     * much to compile, most of which is called once or twice a message.
     */
    private static void warmUp(ForkyardClient client, TaskFunction kernel, int count)
            throws Exception {
        kernelNanos(kernel, Math.min(count, KERNEL_WARM_UP_MAX));
        if (count > 0) {
            read(client, count);
        }
    }

    private static Round round(ForkyardClient client, TaskFunction kernel, int count)
            throws Exception {
        double kernelNanos = kernelNanos(kernel, count);
        long coordinator = client.cluster().getCoordinator().getPid();
        double workersBefore = workersNanos(client);
        double coordinatorBefore = processNanos(coordinator);
        double clientBefore = processNanos(ProcessHandle.current().pid());
        long start = System.nanoTime();
        read(client, count);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(
                kernelNanos / 1000,
                count / seconds,
                (workersNanos(client) - workersBefore) / 1000 / count,
                (processNanos(coordinator) - coordinatorBefore) / 1000 / count,
                (processNanos(ProcessHandle.current().pid()) - clientBefore) / 1000 / count);
    }

    private static void read(ForkyardClient client, int count) {
        int read = 0;
        try (CallStream<GenerateCaptchasResponse> stream =
                client.captchas()
                        .generateMany(CaptchaOptions.getDefaultInstance(), count, false)) {
            while (stream.hasNext()) {
                read += stream.next().getCaptchasCount();
            }
        }
        if (read != count) {
            throw new IllegalStateException("%d captchas came of %d".formatted(read, count));
        }
    }

    private static double kernelNanos(TaskFunction kernel, int count) throws Exception {
        byte[] input = new CaptchaInput(ImageRecipe.DEFAULT, KERNEL_BATCH).encode();
        UnsignedRange part = new UnsignedRange(0, KERNEL_BATCH);
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        int made = 0;
        for (; made < count; made += KERNEL_BATCH) {
            kernel.execute(new TaskInput(0, input, part), new Undisturbed());
        }
        return (threads.getCurrentThreadCpuTime() - start) / (double) made;
    }

    private static double workersNanos(ForkyardClient client) throws IOException {
        double nanos = 0;
        for (Worker worker : client.workers()) {
            nanos += processNanos(worker.getPid());
        }
        return nanos;
    }

    /** User and system time, in nanoseconds, to the hundredth of a second. */
    private static double processNanos(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS;
    }

    private static void print(List<Round> all, int workers) {
        double[] kernel = column(all, Round::kernelMicros);
        double[] rate = column(all, Round::batchRate);
        double[] walls =
                column(all, one -> one.batchRate() / (workers * 1e6 / one.kernelMicros()));
        double[] shares = column(all, one -> one.kernelMicros() / one.allMicros());
        System.out.println("| what | median (least…most) of " + all.size() + " rounds |");
        System.out.println("|---|---|");
        line("kernel, pictures a second and core", column(all, one -> 1e6 / one.kernelMicros()));
        line("batch over gRPC, pictures a second", rate);
        line("batch / (" + workers + " workers x kernel), by the wall clock", walls);
        line("kernel, CPU µs a picture", kernel);
        line("workers, CPU µs a picture", column(all, Round::workerMicros));
        line("coordinator, CPU µs a picture", column(all, Round::coordinatorMicros));
        line("client, CPU µs a picture", column(all, Round::clientMicros));
        line("kernel / all processes, by CPU time", shares);
    }

    private static double[] column(
            List<Round> all, java.util.function.ToDoubleFunction<Round> value) {
        double[] values = all.stream().mapToDouble(value).toArray();
        Arrays.sort(values);
        return values;
    }

    private static void line(String what, double[] sorted) {
        String form = sorted[sorted.length - 1] < 10 ? "%.2f (%.2f…%.2f)" : "%,.0f (%,.0f…%,.0f)";
        String values =
                String.format(
                        Locale.ROOT,
                        form,
                        sorted[sorted.length / 2],
                        sorted[0],
                        sorted[sorted.length - 1]);
        System.out.println("| " + what + " | " + values + " |");
    }

    private static final class Undisturbed implements TaskContext {
        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public boolean yieldRequested() {
            return false;
        }

        @Override
        public void progress(long finishedTo) {}
    }
}
