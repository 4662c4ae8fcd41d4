package dev.forkyard.coordinator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.cost.CostBook;
import dev.forkyard.coordinator.engine.AttemptOrder;
import dev.forkyard.coordinator.engine.Engine;
import dev.forkyard.coordinator.engine.EngineCapabilities;
import dev.forkyard.coordinator.engine.EngineEvents;
import dev.forkyard.coordinator.engine.EngineSnapshot;
import dev.forkyard.coordinator.gather.Gathering;
import dev.forkyard.coordinator.loop.Conductor;
import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.loop.LoopHooks;
import dev.forkyard.coordinator.loop.Ports;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.plan.Planning;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.coordinator.schedule.Scheduler;
import dev.forkyard.coordinator.schedule.SchedulerConfig;
import dev.forkyard.coordinator.schedule.StopReason;
import dev.forkyard.coordinator.store.MemoryStore;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.coordinator.watch.WallClock;
import dev.forkyard.jobs.primes.CountMethod;
import dev.forkyard.jobs.primes.PrimeCountInput;
import dev.forkyard.jobs.primes.PrimeCountJob;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With all that stands behind it but workers: jobs are planned and then wait. */
class AdmissionTest {
    private final JobCatalog catalog = JobCatalog.fromClassPath();
    private final CostBook costs = new CostBook(catalog);
    private final MemoryStore store = new MemoryStore();
    private final Planning planning = new Planning(catalog);
    private final Gathering gathering = new Gathering(catalog, store);
    private final JobBoard board = new JobBoard(new WallClock());
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Loop loop = new Loop(thread, new NoHooks());
    private final Conductor conductor =
            new Conductor(
                    loop,
                    new Scheduler(SchedulerConfig.DEFAULT),
                    new Ports(
                            new NoWorkers(),
                            store,
                            planning,
                            gathering,
                            board,
                            costs,
                            EventLog.none()));
    private final Admission admission = new Admission(loop, conductor, planning, board, costs);

    @AfterEach
    void close() {
        loop.close();
        thread.shutdownNow();
        gathering.close();
        planning.close();
        board.close();
    }

    @Test
    void jobsAreStampedWithWhatWasLearnedBeforeTheyAreRecorded() throws Exception {
        int before = bias(admission.submit(wish()));
        learn("pi", 3);
        learn("sieve", 1);

        int after = bias(admission.submit(wish()));

        assertThat(before).isZero();
        assertThat(after).isBetween(22, 26); // 16 · log₂ 3 = 25.4
    }

    private int bias(Admission.Admitted job) throws Exception {
        Submission recorded = job.admitted().get(30, TimeUnit.SECONDS).submission();
        assertThat(recorded).isSameAs(board.find(job.id()).submission());
        return PrimeCountInput.decode(recorded.input()).bias().sixteenths();
    }

    /** On the loop, which the book belongs to. */
    private void learn(String kind, long factor) throws Exception {
        CompletableFuture<List<CostBook.Learned>> told = new CompletableFuture<>();
        loop.post(at -> told.complete(lesson(kind, factor)));
        assertThat(told.get(30, TimeUnit.SECONDS)).isNotEmpty();
    }

    private List<CostBook.Learned> lesson(String kind, long factor) {
        JobId job = new JobId("lesson");
        StagePlan stage =
                new StagePlan(
                        new UnsignedRange(0, 1_000_000), 1, 100_000, 0, List.of(), new byte[0]);
        costs.planned(job, PrimeCountJob.ID, new JobPlan(List.of(stage.ofKind(kind))));
        costs.worked(job, 0, factor * 100_000_000_000L);
        return costs.ended(job, true);
    }

    private static JobWish wish() {
        UnsignedRange range = new UnsignedRange(0, 1_000_000_000_000L);
        return new JobWish(
                PrimeCountJob.ID,
                PrimeCountInput.of(range, CountMethod.AUTO).encode(),
                Priority.NORMAL,
                ExecutionPolicy.DEFAULT,
                false,
                "",
                Map.of());
    }

    /** The test's messages are all there is. */
    private static final class NoHooks implements LoopHooks {
        @Override
        public void tick(long nowNanos) {}

        @Override
        public void afterTurn(long nowNanos) {}

        @Override
        public void broken(Throwable cause) {}
    }

    /** An engine that has no slot to offer. */
    private static final class NoWorkers implements Engine {
        @Override
        public EngineCapabilities capabilities() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void open(EngineEvents events) {}

        @Override
        public void startAttempt(AttemptOrder order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancelAttempt(AttemptId attempt, StopReason reason, long killGraceNanos) {}

        @Override
        public void yieldAttempt(AttemptId attempt) {}

        @Override
        public void flush() {}

        @Override
        public EngineSnapshot snapshot() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
