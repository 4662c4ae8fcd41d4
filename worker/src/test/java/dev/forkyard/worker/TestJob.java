package dev.forkyard.worker;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A job type whose stage input names how its task behaves. Announced on the test class path. */
public final class TestJob implements JobType {
    static final JobTypeId ID = new JobTypeId("test.behaviour", 1);

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
        return TestJob::execute;
    }

    @Override
    public Gatherer newGatherer(byte[] input) {
        throw new UnsupportedOperationException("the tests gather nothing");
    }

    private static TaskResult execute(TaskInput input, TaskContext context) throws Exception {
        String behaviour = new String(input.stageInput(), StandardCharsets.UTF_8);
        return switch (behaviour) {
            case "echo" -> done(input, input.stageInput());
            case "throw" ->
                    throw new IllegalStateException("outer", new IOException("the real cause"));
            case "overflow" -> done(input, new byte[overflow(Integer.MAX_VALUE)]);
            case "exit" -> {
                System.exit(42);
                yield done(input, new byte[0]);
            }
            case "stdin" -> done(input, text("read " + System.in.read()));
            case "print" -> print(input);
            case "spin" -> done(input, new byte[] {(byte) countedLoop()});
            case "step" -> step(input, context);
            case "deep" -> deep(input, context, 1_000);
            case "oom" -> done(input, new byte[] {(byte) fillHeap()});
            default -> throw new IllegalArgumentException("unknown behaviour " + behaviour);
        };
    }

    private static TaskResult done(TaskInput input, byte[] payload) {
        return new TaskResult(input.part().end(), payload);
    }

    private static int overflow(int depth) {
        return depth == 0 ? 0 : overflow(depth - 1) + 1;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TaskResult print(TaskInput input) {
        for (int line = 0; line < 1_000; line++) {
            System.out.println("a line of user output " + line);
        }
        return done(input, new byte[0]);
    }

    /** Goes on for a minute or more, without a call and without asking its context. */
    private static long countedLoop() {
        long sum = 0;
        for (int outer = 0; outer < 1_000; outer++) {
            for (int inner = 0; inner < Integer.MAX_VALUE; inner++) {
                sum += sum ^ (inner * 31L);
            }
        }
        return sum;
    }

    /** Finishes one number, then goes on as one until it is told to stop. */
    private static TaskResult step(TaskInput input, TaskContext context) {
        long finished = input.part().start() + 1;
        context.progress(finished);
        while (!context.shouldStop()) {
            Thread.onSpinWait();
        }
        return new TaskResult(finished, new byte[] {1});
    }

    private static TaskResult deep(TaskInput input, TaskContext context, int depth) {
        return depth == 0 ? step(input, context) : deep(input, context, depth - 1);
    }

    private static int fillHeap() {
        return new long[Integer.MAX_VALUE / 8][1][0].length;
    }
}
