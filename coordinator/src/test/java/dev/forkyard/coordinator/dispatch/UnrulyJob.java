package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.worker.guard.ExitCode;
import dev.forkyard.worker.guard.LastWords;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A job type whose stage input names how its task harms its worker. Announced in the tests. */
public final class UnrulyJob implements JobType {
    static final JobTypeId ID = new JobTypeId("test.unruly", 1);

    /** More than the limit of the test. */
    private static final long TOUCHED = 200L << 20;

    private static final long PRINTED_BYTES = 256L << 20;

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return input -> new JobPlan(List.of());
    }

    @Override
    public TaskFunction newTaskFunction() {
        return UnrulyJob::execute;
    }

    @Override
    public Gatherer newGatherer(byte[] input) {
        throw new UnsupportedOperationException("the tests gather nothing");
    }

    private static TaskResult execute(TaskInput input, TaskContext context) throws Exception {
        String[] words = new String(input.stageInput(), StandardCharsets.UTF_8).split(":", -1);
        System.out.println("this is " + words[0]);
        switch (words[0]) {
            case "echo" -> {}
            case "spin" -> spin();
            case "wait" -> awaitStop(context);
            case "exit" -> System.exit(Integer.parseInt(words[1]));
            case "leave" -> leave();
            case "segv" -> segv();
            case "heap" -> fillHeap();
            case "native" -> fillMemory();
            case "print" -> print();
            case "orphan" -> leaveOrphans(words[1]);
            case "freeze" -> freeze();
            default -> throw new IllegalArgumentException("unknown harm " + words[0]);
        }
        return new TaskResult(input.part().end(), input.stageInput());
    }

    /** Goes on for a minute or more, without a call and without asking its context. */
    private static void spin() {
        long sum = 0;
        for (int outer = 0; outer < 1_000; outer++) {
            for (int inner = 0; inner < Integer.MAX_VALUE; inner++) {
                sum += sum ^ (inner * 31L);
            }
        }
        System.out.println(sum);
    }

    /** What a worker does that was told to leave, with this attempt's end unsaid. */
    private static void leave() {
        LastWords.say(ExitCode.DRAINED, "told to leave");
        System.err.println("a hook prints more");
        System.exit(ExitCode.DRAINED.number());
    }

    private static void awaitStop(TaskContext context) {
        while (!context.shouldStop()) {
            Thread.onSpinWait();
        }
    }

    private static void segv() throws ReflectiveOperationException {
        unsafe("putAddress", 0);
    }

    /** By reflection, since its very name is a warning. */
    private static void unsafe(String method, long address) throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field field = unsafe.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Object instance = field.get(null);
        if (method.equals("putAddress")) {
            unsafe.getMethod(method, long.class, long.class).invoke(instance, address, 0L);
            return;
        }
        Object memory = unsafe.getMethod("allocateMemory", long.class).invoke(instance, TOUCHED);
        unsafe.getMethod("setMemory", long.class, long.class, byte.class)
                .invoke(instance, memory, TOUCHED, (byte) 1);
    }

    private static void fillHeap() {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < Integer.MAX_VALUE) {
            kept.add(new byte[1 << 20]);
        }
    }

    private static void fillMemory() throws ReflectiveOperationException {
        unsafe("setMemory", 0);
        spin();
    }

    private static void print() {
        byte[] chunk = new byte[1 << 16];
        Arrays.fill(chunk, (byte) 'x');
        chunk[chunk.length - 1] = '\n';
        PrintStream out = System.out;
        for (long printed = 0; printed < PRINTED_BYTES; printed += chunk.length) {
            out.write(chunk, 0, chunk.length);
        }
        out.println("the end of it");
    }

    /** Leaves two processes: one in its session, one that left it, both in need of a kill. */
    private static void leaveOrphans(String seconds) throws IOException {
        new ProcessBuilder("sleep", seconds).inheritIO().start();
        new ProcessBuilder("setsid", "sleep", seconds).inheritIO().start();
        Runtime.getRuntime().halt(9);
    }

    private static void freeze() throws IOException, InterruptedException {
        String pid = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-STOP", pid).start().waitFor();
        spin();
    }
}
