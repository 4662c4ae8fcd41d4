package dev.forkyard.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Large numbers of stages, parts and workers. Nothing here looks at a clock but to print. */
class ScaleTest {
    private static final double LONG_NANOS = 1e8;

    private final Scheduler core = new Scheduler(SchedulerConfig.DEFAULT);
    private final ArrayDeque<Command.StartAttempt> started = new ArrayDeque<>();
    private long events;
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

    @Test
    void throughputIsPrinted() {
        for (int workers : new int[] {10, 10_000}) {
            ScaleTest run = new ScaleTest();
            long began = System.nanoTime();
            run.submit("a", List.of(items(20 * workers + 50_000)));
            run.slots(workers);
            long joined = System.nanoTime();
            run.workOff(Integer.MAX_VALUE);
            double seconds = (System.nanoTime() - joined) / 1e9;
            System.out.printf(
                    "core with %d workers: %.0f ms to hand out the first parts, %.0f events/s%n",
                    workers, (joined - began) / 1e6, run.events / seconds);

            assertThat(run.core.liveJobs()).isZero();
        }
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
        JobId job = new JobId(id);
        apply(
                new Event.JobSubmitted(
                        0, job, CoreScript.TYPE, Priority.NORMAL, true, ExecutionPolicy.DEFAULT));
        apply(new Event.JobPlanned(0, job, stages));
    }

    /** Ends so many attempts, in the order in which they were handed out. */
    private void workOff(int attempts) {
        for (int done = 0; done < attempts && !started.isEmpty(); done++) {
            nowNanos += 1000;
            Command.StartAttempt start = started.removeFirst();
            long end = start.part().end();
            long nanos = (long) (LONG_NANOS * start.part().widthAsDouble());
            apply(new Event.AttemptStarted(nowNanos, start.attempt()));
            apply(
                    new Event.AttemptEnded(
                            nowNanos, start.attempt(), new AttemptOutcome.Succeeded(end, nanos)));
            apply(new Event.AcceptRecorded(nowNanos, start.attempt()));
        }
    }

    private void apply(Event event) {
        events++;
        for (Command command : core.apply(event)) {
            if (command instanceof Command.StartAttempt start) {
                started.addLast(start);
            } else if (command instanceof Command.GatherJob gather) {
                apply(new Event.JobGathered(nowNanos, gather.job()));
            }
        }
    }
}
