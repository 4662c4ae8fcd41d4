package dev.forkyard.common.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the core relies on in every job type. Extend it, and give it a few inputs whose sequential
 * execution takes milliseconds.
 */
public abstract class JobTypeContract {
    // A stopping task may ask again on its way out, once a level, but must not go on working.
    private static final long LOOKS_AFTER_STOP_MAX = 8;
    private static final int SEEDS = 20;

    /** One part as the core cuts it. Immutable. */
    private record Part(int stage, UnsignedRange numbers) {}

    /** The type under test, a new instance. */
    protected abstract JobType newType();

    /** Encoded inputs that together use every kind of stage, each a few ms of work. */
    protected abstract List<byte[]> smallInputs();

    /** The encoded input that is hardest on the planner: most items, widest extent. */
    protected abstract byte[] largestInput();

    /** An encoded input, the first stage of which looks at its context at least a dozen times. */
    protected abstract byte[] stoppableInput();

    /** The bytes of something that is no input of the type. */
    protected abstract byte[] brokenInput();

    @Test
    void typeIsAnnouncedOnTheClassPath() {
        JobType type = newType();

        assertThat(JobCatalog.fromClassPath().find(type.id()))
                .hasValueSatisfying(found -> assertThat(found).hasSameClassAs(type));
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void planningTheLargestInputEndsAtOnce() {
        JobPlan plan = newType().planner().plan(largestInput());

        assertThat(plan.stages()).isNotEmpty();
    }

    @Test
    void planningIsDeterministic() {
        for (byte[] input : allInputs()) {
            JobPlan first = newType().planner().plan(input);
            JobPlan second = newType().planner().plan(input);

            assertThat(fieldsOf(second).equals(fieldsOf(first))).isTrue();
        }
    }

    // Arrays compare by identity in records, and a recursive comparison of 10,000 stages takes
    // long.
    private static List<List<Object>> fieldsOf(JobPlan plan) {
        List<List<Object>> fields = new ArrayList<>();
        for (StagePlan stage : plan.stages()) {
            fields.add(
                    List.of(
                            stage.extent(),
                            stage.smallestPart(),
                            stage.unitNanos(),
                            stage.attemptNanos(),
                            stage.dependsOn(),
                            ByteBuffer.wrap(stage.input()),
                            stage.largestPart(),
                            stage.window(),
                            stage.costKind()));
        }
        return fields;
    }

    // Whatever a coordinator may have learned of the machine.
    @Test
    void calibratedInputsAreInputsOfTheSameLength() {
        for (byte[] input : allInputs()) {
            byte[] before = input.clone();
            Set<String> kinds = new TreeSet<>();
            newType().planner().plan(input).stages().forEach(stage -> kinds.add(stage.costKind()));
            for (String kind : kinds) {
                for (double factor : new double[] {0.25, 1, 4}) {
                    CostFactors factors = new CostFactors(Map.of(kind, factor), 1);

                    byte[] calibrated = newType().calibrated(input, factors);

                    assertThat(calibrated).hasSameSizeAs(input);
                    assertThat(newType().planner().plan(calibrated).stages()).isNotEmpty();
                    assertThat(newType().newGatherer(calibrated)).isNotNull();
                }
            }
            assertThat(input).isEqualTo(before);
        }
    }

    @Test
    void brokenInputIsRefusedByPlannerAndGatherer() {
        assertThat(catchThrowable(() -> newType().planner().plan(brokenInput())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> newType().newGatherer(brokenInput())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyCutInAnyOrderGathersToTheSequentialResult() throws Exception {
        for (byte[] input : smallInputs()) {
            JobPlan plan = newType().planner().plan(input);
            byte[] sequential = gather(input, plan, wholeStages(plan));
            for (int seed = 0; seed < SEEDS; seed++) {
                List<Part> parts = randomCut(plan, new Random(seed));

                assertThat(gather(input, plan, parts)).as("seed %d", seed).isEqualTo(sequential);
            }
        }
    }

    @Test
    void runningPartTwiceGivesTheSameBytes() throws Exception {
        for (byte[] input : smallInputs()) {
            JobPlan plan = newType().planner().plan(input);
            TaskFunction used = newType().newTaskFunction();
            for (Part part : randomCut(plan, new Random(1))) {
                TaskResult first = run(used, plan, part, ScriptedTaskContext.undisturbed());
                TaskResult again = run(used, plan, part, ScriptedTaskContext.undisturbed());
                TaskResult fresh =
                        run(
                                newType().newTaskFunction(),
                                plan,
                                part,
                                ScriptedTaskContext.undisturbed());

                assertThat(again.payload()).isEqualTo(first.payload());
                assertThat(fresh.payload()).isEqualTo(first.payload());
            }
        }
    }

    @Test
    void undisturbedPartIsFinishedAndProgressNeverGoesBack() throws Exception {
        for (byte[] input : smallInputs()) {
            JobPlan plan = newType().planner().plan(input);
            for (Part part : wholeStages(plan)) {
                ScriptedTaskContext context = ScriptedTaskContext.undisturbed();

                TaskResult result = run(newType().newTaskFunction(), plan, part, context);

                assertThat(result.finishedTo()).isEqualTo(part.numbers().end());
                assertThat(context.wentBackwards()).isFalse();
            }
        }
    }

    @Test
    void cancelledTaskReturnsPrefixWithoutMoreWork() throws Exception {
        JobPlan plan = newType().planner().plan(stoppableInput());
        Part part = wholeStages(plan).get(0);
        for (int look = 1; look <= 12; look++) {
            ScriptedTaskContext context = ScriptedTaskContext.cancelledAtLook(look);

            TaskResult result = run(newType().newTaskFunction(), plan, part, context);

            assertThat(context.looksAfterStop()).isBetween(1L, LOOKS_AFTER_STOP_MAX);
            assertPrefix(part, context, result);
        }
    }

    @Test
    void taskThatYieldsOverAndOverStillGathersToTheSequentialResult() throws Exception {
        byte[] input = stoppableInput();
        JobPlan plan = newType().planner().plan(input);
        byte[] sequential = gather(input, plan, wholeStages(plan));

        for (int seed = 0; seed < 3; seed++) {
            Gatherer gatherer = newType().newGatherer(input);
            for (Part stage : wholeStages(plan)) {
                yieldThrough(plan, stage, gatherer, new Random(seed));
            }

            assertThat(gatherer.finish()).as("seed %d", seed).isEqualTo(sequential);
        }
    }

    @Test
    void warmUpIsDoneInPartsThatStopWhenTheyAreTold() throws Exception {
        TaskFunction task = newType().newTaskFunction();
        for (byte[] input : newType().warmUpInputs()) {
            JobPlan plan = newType().planner().plan(input);
            for (Part part : wholeStages(plan)) {
                ScriptedTaskContext free = ScriptedTaskContext.undisturbed();
                ScriptedTaskContext stopped = ScriptedTaskContext.cancelledAtLook(1);

                assertThat(run(task, plan, part, free).finishedTo())
                        .isEqualTo(part.numbers().end());
                run(task, plan, part, stopped);

                assertThat(stopped.looksAfterStop()).isBetween(1L, LOOKS_AFTER_STOP_MAX);
            }
        }
    }

    private void yieldThrough(JobPlan plan, Part stage, Gatherer gatherer, Random random)
            throws Exception {
        TaskFunction task = newType().newTaskFunction();
        UnsignedRange rest = stage.numbers();
        while (!rest.isEmpty()) {
            Part part = new Part(stage.stage(), rest);
            ScriptedTaskContext context =
                    ScriptedTaskContext.yieldingAtLook(1 + random.nextInt(20));
            TaskResult result = run(task, plan, part, context);
            assertPrefix(part, context, result);
            assertThat(result.finishedTo()).isNotEqualTo(rest.start());
            gatherer.accept(
                    stage.stage(),
                    new UnsignedRange(rest.start(), result.finishedTo()),
                    result.payload());
            rest = new UnsignedRange(result.finishedTo(), rest.end());
        }
    }

    private static void assertPrefix(Part part, ScriptedTaskContext context, TaskResult result) {
        UnsignedRange prefix = new UnsignedRange(part.numbers().start(), result.finishedTo());
        assertThat(part.numbers().covers(prefix)).isTrue();
        if (prefix.isEmpty()) {
            assertThat(result.payload()).isEmpty();
        }
        if (context.progressed()) {
            assertThat(result.finishedTo()).isEqualTo(context.finishedTo());
        }
    }

    private byte[] gather(byte[] input, JobPlan plan, List<Part> parts) throws Exception {
        TaskFunction task = newType().newTaskFunction();
        Gatherer gatherer = newType().newGatherer(input);
        for (Part part : parts) {
            TaskResult result = run(task, plan, part, ScriptedTaskContext.undisturbed());
            gatherer.accept(part.stage(), part.numbers(), result.payload());
        }
        return gatherer.finish();
    }

    private static TaskResult run(TaskFunction task, JobPlan plan, Part part, TaskContext context)
            throws Exception {
        byte[] stageInput = plan.stages().get(part.stage()).input();
        return task.execute(new TaskInput(part.stage(), stageInput, part.numbers()), context);
    }

    /** As few parts as can be: one a stage, but none above the stage's largest. */
    private static List<Part> wholeStages(JobPlan plan) {
        List<Part> parts = new ArrayList<>();
        for (int stage = 0; stage < plan.stages().size(); stage++) {
            UnsignedRange rest = plan.stages().get(stage).extent();
            long largest = plan.stages().get(stage).largestPart();
            while (Long.compareUnsigned(rest.width(), largest) > 0) {
                long end = rest.start() + largest;
                parts.add(new Part(stage, new UnsignedRange(rest.start(), end)));
                rest = new UnsignedRange(end, rest.end());
            }
            parts.add(new Part(stage, rest));
        }
        return parts;
    }

    private static List<Part> randomCut(JobPlan plan, Random random) {
        List<Part> parts = new ArrayList<>();
        for (Part stage : wholeStages(plan)) {
            UnsignedRange rest = stage.numbers();
            for (int cuts = random.nextInt(6); cuts > 0 && !rest.isEmpty(); cuts--) {
                long middle =
                        rest.start() + 1 + Long.remainderUnsigned(random.nextLong(), rest.width());
                parts.add(new Part(stage.stage(), new UnsignedRange(rest.start(), middle)));
                rest = new UnsignedRange(middle, rest.end());
            }
            if (!rest.isEmpty()) {
                parts.add(new Part(stage.stage(), rest));
            }
        }
        Collections.shuffle(parts, random);
        return parts;
    }

    private List<byte[]> allInputs() {
        List<byte[]> inputs = new ArrayList<>(smallInputs());
        inputs.add(largestInput());
        return inputs;
    }
}
