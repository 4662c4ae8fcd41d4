package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A slot with a thread of its own and one job type, whose function a test brings. Its parts are
 * {@code [100, 200)}. Closing it drains the slot and proves that its thread ended. Thread-safe.
 */
final class SlotFixture implements AutoCloseable {
    static final JobTypeId TYPE = new JobTypeId("by.hand", 1);
    static final UnsignedRange PART = new UnsignedRange(100, 200);

    /** The stage input of which the type says that it is brief. */
    private static final byte[] BRIEF = {1};

    final RecordedReports reports = new RecordedReports();
    final Slot slot;
    private final ExecutorService warmUpThread = Executors.newSingleThreadExecutor();
    private final BriefAttempts brief;
    private final Thread thread;

    /** Makes a slot whose loop runs from the start. */
    SlotFixture(TaskFunction function) {
        this(() -> function);
        start();
    }

    /** Makes a slot whose loop runs once it is started. */
    SlotFixture(Supplier<TaskFunction> functions) {
        JobCatalog catalog = new JobCatalog(List.of(new TypeByHand(functions)));
        this.slot = new Slot(reports, new WarmUps(warmUpThread, catalog, reports));
        this.brief = new BriefAttempts(slot, catalog, reports);
        this.thread = new Thread(new SlotLoop(slot, catalog, reports), "test-slot");
    }

    void start() {
        thread.start();
    }

    boolean assign(long task) {
        return assign(task, TYPE);
    }

    boolean assign(long task, JobTypeId type) {
        return slot.assign(
                new AttemptOrder(attempt(task), type, new TaskInput(0, new byte[0], PART)));
    }

    /** Executes a brief task on the caller's thread, if the slot lets it. */
    boolean executeBriefly(long task) {
        return brief.execute(order(task, BRIEF));
    }

    /** Offers a task that may be long, as {@link #executeBriefly} does. */
    boolean executeUnlessLong(long task) {
        return brief.execute(order(task, new byte[0]));
    }

    private static AttemptOrder order(long task, byte[] stageInput) {
        return new AttemptOrder(attempt(task), TYPE, new TaskInput(0, stageInput, PART));
    }

    static AttemptId attempt(long task) {
        return new AttemptId(new TaskId(new JobId("job"), task), 1);
    }

    @Override
    public void close() {
        slot.drain();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            warmUpThread.shutdown();
            assertThat(warmUpThread.awaitTermination(30, TimeUnit.SECONDS))
                    .as("end of warm-ups after drain")
                    .isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).as("slot thread after drain").isFalse();
    }

    private record TypeByHand(Supplier<TaskFunction> functions) implements JobType {
        @Override
        public JobTypeId id() {
            return TYPE;
        }

        /** Of each byte of an input a stage of that many numbers. */
        @Override
        public StagePlanner planner() {
            return input -> {
                List<StagePlan> stages = new ArrayList<>();
                for (byte width : input) {
                    UnsignedRange extent = new UnsignedRange(0, width);
                    stages.add(new StagePlan(extent, 1, 1, 0, List.of(), new byte[] {width}));
                }
                return new JobPlan(stages);
            };
        }

        @Override
        public List<byte[]> warmUpInputs() {
            return List.of(new byte[] {1}, new byte[] {2, 3});
        }

        @Override
        public TaskFunction newTaskFunction() {
            return functions.get();
        }

        @Override
        public Optional<TaskFunction> briefly(TaskInput input) {
            return input.stageInput().length > 0 ? Optional.of(functions.get()) : Optional.empty();
        }

        @Override
        public Gatherer newGatherer(byte[] input) {
            throw new UnsupportedOperationException("slots gather nothing");
        }
    }
}
