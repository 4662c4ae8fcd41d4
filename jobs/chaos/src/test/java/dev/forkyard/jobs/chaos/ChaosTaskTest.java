package dev.forkyard.jobs.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosTaskTest {
    private static final Fault SEVENTH = Fault.of(FaultKind.THROW, ItemSet.one(7));

    @Test
    void partAddsUpItsOwnItems() throws Exception {
        TaskResult result = run(10_000, List.of(), 4000, 9000);

        assertThat(ChaosTotal.decode(result.payload()))
                .isEqualTo(new ChaosTotal(5000, (4000 + 8999) * 5000L / 2));
    }

    @Test
    void badItemThrowsWithItsCauseAndOthersDoNot() throws Exception {
        assertThatExceptionOfType(ChaosException.class)
                .isThrownBy(() -> run(10, List.of(SEVENTH), 0, 10))
                .withMessage("item 7 throws on purpose")
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(run(10, List.of(SEVENTH), 0, 7).finishedTo()).isEqualTo(7);
        assertThat(run(10, List.of(SEVENTH), 8, 10).finishedTo()).isEqualTo(10);
    }

    @Test
    void everyHundredthItemIsZeroAndTheMultiples() {
        ItemSet every = ItemSet.every(100);

        assertThat(every.next(0)).isZero();
        assertThat(every.next(1)).isEqualTo(100);
        assertThat(every.next(100)).isEqualTo(100);
        assertThat(every.next(101)).isEqualTo(200);
        assertThat(ItemSet.range(3, 9).next(8)).isEqualTo(8);
        assertThat(ItemSet.range(3, 9).next(9)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void leakEndsWhenItIsCancelled() throws Exception {
        ChaosInput input =
                new ChaosInput(1, Work.NOOP, List.of(Fault.of(FaultKind.NATIVE, ItemSet.one(0))));

        TaskResult result = run(input, 0, 1, ScriptedTaskContext.cancelledAtLook(5));

        assertThat(result.finishedTo()).isZero();
        assertThat(result.payload()).isEmpty();
    }

    @Test
    void printedBytesAreAsManyAsAskedAndEndWithTheirNumber() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);

        boolean goesOn = Misdeeds.print(200_001, 3, ScriptedTaskContext.undisturbed(), out);

        String end = "item 3 printed 200001 bytes\n";
        assertThat(goesOn).isTrue();
        assertThat(bytes.size()).isEqualTo(200_001 + end.length());
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .startsWith("item 3 line 1 .")
                .endsWith(end);
    }

    private static TaskResult run(long items, List<Fault> faults, long from, long to)
            throws Exception {
        return run(
                new ChaosInput(items, Work.NOOP, faults),
                from,
                to,
                ScriptedTaskContext.undisturbed());
    }

    private static TaskResult run(ChaosInput input, long from, long to, ScriptedTaskContext context)
            throws Exception {
        return new ChaosTask()
                .execute(new TaskInput(0, input.encode(), new UnsignedRange(from, to)), context);
    }
}
