package dev.forkyard.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Large numbers of stages, parts and workers. Nothing here looks at a clock but to print. */
class ScaleTest {
    private static final double LONG_NANOS = 1e9;
    private static final double TINY_NANOS = 1e4;
    private static final int ATTEMPTS = 100_000;
    private static final int EVENTS_PER_ATTEMPT = 3;
    private static final int ROUNDS = Integer.getInteger("forkyard.scale.rounds", 5);
    private static final int ROUNDS_MAX = 25;
    private static final double RATIO_MAX = 3;

    private final Scheduler core = new Scheduler(SchedulerConfig.DEFAULT);
    private final ArrayDeque<Command.StartAttempt> started = new ArrayDeque<>();
    private double nanosPerItem = LONG_NANOS;
    private long nowNanos;

    @Test
    void jobOfTwentyThousandStagesIsWorkedOff() {
        slots(4);
        List<StageShape> stages = new ArrayList<>();
        for (int index = 0; index < 20_000; index++) {
            List<Integer> needs = index % 3 == 2 ? List.of(index - 1) : List.of();
            stages.add(new StageShape(new UnsignedRange(0, 2), 1, LONG_NANOS, 0, needs));
        }

        submit("a", stages);
        workOff(Integer.MAX_VALUE);

        assertThat(core.liveJobs()).isZero();
    }

    @Test
    void chainOfTwentyThousandEmptyStagesIsNoDeepStack() {
        slots(1);
        List<StageShape> stages = new ArrayList<>();
        stages.add(new StageShape(new UnsignedRange(0, 1), 1, LONG_NANOS, 0, List.of()));
        for (int index = 1; index < 20_000; index++) {
            stages.add(new StageShape(UnsignedRange.EMPTY, 1, LONG_NANOS, 0, List.of(index - 1)));
        }

        submit("a", stages);
        workOff(Integer.MAX_VALUE);

        assertThat(core.liveJobs()).isZero();
    }

    @Test
    void memoryStaysFlatOverAMillionParts() {
        slots(8);
        submit("a", List.of(items(1_000_000)));
        StageState stage = core.state().jobs.values().iterator().next().stages.get(0);
        int most = 0;
        for (int round = 0; round < 1_000; round++) {
            workOff(1_000);
            most = Math.max(most, stage.unassigned.rangeCount() + stage.finished.rangeCount());
        }
        workOff(Integer.MAX_VALUE);

        assertThat(stage.tasksFinished).isEqualTo(1_000_000);
        assertThat(most).isLessThan(64);
    }

    /**
     * Only a ratio within one run is checked, and a coarse one: the clock counts this thread's own
     * time on a core, but not what others do to the caches. They make the cold memory of many
     * workers dear for seconds, and so there are more rounds as long as it looks so.
     */
    @Test
    void eventCostsAboutTheSameWithThousandTimesTheWorkers() {
        double few = Double.MAX_VALUE;
        double many = Double.MAX_VALUE;
        double tiny = Double.MAX_VALUE;
        int round = 0;
        for (; round < ROUNDS || (round < ROUNDS_MAX && many / few >= RATIO_MAX); round++) {
            few = Math.min(few, nanosPerEvent(10));
            many = Math.min(many, nanosPerEvent(10_000));
            tiny = Math.min(tiny, nanosPerTinyTask());
        }
        System.out.printf("the core, CPU time, best of %d rounds by turns:%n", round);
        System.out.printf("  10 workers       %5.0f ns an event, %5.2f M/s%n", few, 1e3 / few);
        System.out.printf("  10,000 workers   %5.0f ns an event, %5.2f M/s%n", many, 1e3 / many);
        System.out.printf("  tiny tasks       %5.0f ns a task, 2 workers, 16 in hand%n", tiny);

        assertThat(many / few).isLessThan(RATIO_MAX);
    }

    private static double nanosPerEvent(int workers) {
        ScaleTest run = new ScaleTest();
        run.slots(workers);
        run.submit("a", List.of(items(20 * workers + ATTEMPTS)));
        run.workOff(10 * workers);
        return run.nanosPerAttempt() / EVENTS_PER_ATTEMPT;
    }

    private static double nanosPerTinyTask() {
        ScaleTest run = new ScaleTest();
        run.nanosPerItem = TINY_NANOS;
        run.slots(2);
        StageShape items =
                new StageShape(new UnsignedRange(0, 2 * ATTEMPTS), 1, TINY_NANOS, 0, List.of());
        run.submit("a", List.of(items), ExecutionPolicy.DEFAULT.withPartWidth(1));
        run.workOff(1_000);
        assertThat(run.started).hasSize(2 * SchedulerConfig.DEFAULT.creditsMax());
        return run.nanosPerAttempt();
    }

    /** This thread's CPU time for one of many attempts; then the rest is worked off. */
    private double nanosPerAttempt() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        workOff(ATTEMPTS);
        long nanos = threads.getCurrentThreadCpuTime() - began;
        workOff(Integer.MAX_VALUE);
        assertThat(core.liveJobs()).isZero();
        return (double) nanos / ATTEMPTS;
    }

    private static StageShape items(long count) {
        return new StageShape(new UnsignedRange(0, count), 1, LONG_NANOS, 0, List.of());
    }

    private void slots(int workers) {
        List<SlotOffer> open =
                LongStream.rangeClosed(1, workers)
                        .mapToObj(n -> SlotOffer.of(new WorkerId(n)))
                        .toList();
        apply(new Event.SlotsChanged(nowNanos, open, Optional.empty()));
    }

    private void submit(String id, List<StageShape> stages) {
        submit(id, stages, ExecutionPolicy.DEFAULT);
    }

    private void submit(String id, List<StageShape> stages, ExecutionPolicy limits) {
        JobId job = new JobId(id);
        apply(new Event.JobSubmitted(0, job, CoreScript.TYPE, Priority.NORMAL, true, limits));
        apply(new Event.JobPlanned(0, job, stages));
    }

    /** Ends so many attempts, in the order in which they were handed out. */
    private void workOff(int attempts) {
        for (int done = 0; done < attempts && !started.isEmpty(); done++) {
            nowNanos += 1000;
            Command.StartAttempt start = started.removeFirst();
            long end = start.part().end();
            long nanos = (long) (nanosPerItem * start.part().widthAsDouble());
            if (nanosPerItem == LONG_NANOS) {
                // Behind others in one worker's hands it is implied by the end of the one before.
                apply(new Event.AttemptStarted(nowNanos, start.attempt()));
            }
            apply(
                    new Event.AttemptEnded(
                            nowNanos, start.attempt(), new AttemptOutcome.Succeeded(end, nanos)));
            apply(new Event.AcceptRecorded(nowNanos, start.attempt()));
        }
    }

    private void apply(Event event) {
        for (Command command : core.apply(event)) {
            if (command instanceof Command.StartAttempt start) {
                started.addLast(start);
            } else if (command instanceof Command.GatherJob gather) {
                apply(new Event.JobGathered(nowNanos, gather.job()));
            }
        }
    }
}
