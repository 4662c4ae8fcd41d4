package dev.forkyard.jobs.primes.pi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LooksTest {
    private static final PiBounds BOUNDS = PiCost.bounds(1_000_000_000_000_000_000L);

    // At 10^18 a stage is a minute of work: a task that looked once a segment would finish a large
    // share of the easy leaves before it stopped.
    @ParameterizedTest
    @EnumSource(names = {"HARD", "PAIRS", "EASY"})
    void partStopsAfterASmallShareOfItsStage(LeafKind kind) {
        PiStage stage = new PiStage(kind, BOUNDS);
        UnsignedRange extent = stage.extent();
        UnsignedRange part = new UnsignedRange(extent.width() / 8, extent.end());
        PiTask task = new PiTask(new SegmentedSieve());

        TaskResult result = task.execute(stage, part, ScriptedTaskContext.yieldingAtLook(1));

        long done = result.finishedTo() - part.start();
        assertThat(done).isBetween(1L, extent.width() / 1000);
        assertThat(LeafFold.decode(result.payload()).sum()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource
    void cancelledPartDoesNotEvenMakeItsTables(LeafKind kind) {
        PiStage stage = new PiStage(kind, BOUNDS);

        TaskResult result =
                new PiTask(new SegmentedSieve())
                        .execute(stage, stage.extent(), ScriptedTaskContext.cancelledAtLook(1));

        assertThat(result.finishedTo()).isEqualTo(stage.extent().start());
        assertThat(result.payload()).isEmpty();
    }
}
