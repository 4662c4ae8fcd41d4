package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.test.PrimeTestInput;
import dev.forkyard.jobs.primes.test.PrimeTestJob;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is executed in passing must be what the slot would have answered. */
class BriefPartsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 30",
        "2, 3",
        "90, 120",
        "1000000000000000000, 1000000000000000030",
        "18446744073709551586, 18446744073709551615"
    })
    void aWindowOfThirtyNumbersIsBriefAndCountedAsBefore(String start, String end)
            throws Exception {
        List<TaskInput> parts = countParts(start, end);

        assertThat(parts).isNotEmpty();
        for (TaskInput part : parts) {
            assertSameAnswer(new PrimeCountJob(), part);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 31", "0, 1000000000", "5, 1000000000000000000"})
    void aWiderOneIsTheSlots(String start, String end) {
        for (TaskInput part : countParts(start, end)) {
            assertThat(new PrimeCountJob().briefly(part)).isEmpty();
        }
    }

    @Test
    void eightNumbersAreTestedBrieflyAndNineAreNot() throws Exception {
        PrimeTestJob job = new PrimeTestJob();
        List<Long> numbers = List.of(0L, 1L, 2L, -59L, -1L, 9L, 97L, 1L << 62, 11L);
        StagePlan stage = job.planner().plan(new PrimeTestInput(numbers).encode()).stages().get(0);

        assertSameAnswer(job, new TaskInput(0, stage.input(), new UnsignedRange(1, 9)));
        assertThat(job.briefly(new TaskInput(0, stage.input(), new UnsignedRange(0, 9)))).isEmpty();
    }

    private static List<TaskInput> countParts(String start, String end) {
        UnsignedRange range =
                new UnsignedRange(Long.parseUnsignedLong(start), Long.parseUnsignedLong(end));
        JobPlan plan =
                new PrimeCountJob()
                        .planner()
                        .plan(new PrimeCountInput(List.of(range), CountMethod.AUTO).encode());
        List<TaskInput> parts = new ArrayList<>();
        for (StagePlan stage : plan.stages()) {
            parts.add(new TaskInput(parts.size(), stage.input(), stage.extent()));
        }
        return parts;
    }

    private static void assertSameAnswer(JobType job, TaskInput part) throws Exception {
        TaskFunction brief = job.briefly(part).orElseThrow();
        TaskResult quick = brief.execute(part, ScriptedTaskContext.undisturbed());
        TaskResult slow = job.newTaskFunction().execute(part, ScriptedTaskContext.undisturbed());

        assertThat(quick.finishedTo()).isEqualTo(slow.finishedTo());
        assertThat(quick.payload()).isEqualTo(slow.payload());
    }
}
