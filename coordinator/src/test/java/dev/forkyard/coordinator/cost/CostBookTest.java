package dev.forkyard.coordinator.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.CostFactors;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.CountMethod;
import dev.forkyard.jobs.primes.PrimeCountInput;
import dev.forkyard.jobs.primes.PrimeCountJob;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostBookTest {
    private static final JobId JOB = new JobId("some-job");
    private static final long SECOND = 1_000_000_000;
    private static final byte[] INPUT =
            PrimeCountInput.of(new UnsignedRange(0, 1_000_000), CountMethod.AUTO).encode();

    private final CostBook book = new CostBook(JobCatalog.fromClassPath());

    @Test
    void allWorkersOfAllStagesOfAKindAreOneLesson() {
        book.planned(
                JOB,
                PrimeCountJob.ID,
                new JobPlan(List.of(stage(10, 0, "sieve"), stage(10, 0, "sieve"))));
        book.worked(JOB, 0, 20 * SECOND);
        book.worked(JOB, 1, 15 * SECOND);
        book.worked(JOB, 1, 5 * SECOND);

        List<CostBook.Learned> learned = book.ended(JOB, true);

        assertThat(learned)
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo("sieve");
                            assertThat(one.factor()).isBetween(1.8, 2.0);
                            assertThat(factors().factor("sieve")).isEqualTo(one.factor());
                        });
        assertThat(book.ended(JOB, true)).isEmpty();
    }

    @Test
    void onlyWhatChangedIsTold() {
        assertThat(job(stage(10, 0, "pi"), 10 * SECOND)).hasSize(1);
        assertThat(job(stage(10, 0, "pi"), 10 * SECOND)).isEmpty();
    }

    @Test
    void jobsThatAreIncompleteSmallOrOfNoKindTeachNothing() {
        book.planned(JOB, PrimeCountJob.ID, new JobPlan(List.of(stage(10, 0, "sieve"))));
        book.worked(JOB, 0, 30 * SECOND);
        assertThat(book.ended(JOB, false)).isEmpty();

        assertThat(job(stage(10, 0, StagePlan.NO_KIND), 30 * SECOND)).isEmpty();
        assertThat(job(stage(0.001, 0, "sieve"), 30 * SECOND)).isEmpty();
        assertThat(factors()).isEqualTo(CostFactors.NONE);
    }

    @Test
    void stageThatIsMostlyStartsTeachesNothing() {
        assertThat(job(stage(10, 2e9, "sieve"), 60 * SECOND)).isEmpty();
        assertThat(job(stage(10, 1e9, "sieve"), 60 * SECOND)).hasSize(1);
    }

    @Test
    void workForUnknownJobsIsIgnored() {
        book.worked(JOB, 7, SECOND);

        assertThat(book.ended(JOB, true)).isEmpty();
    }

    @Test
    void newInputsAreToldWhatIsKnown() {
        assertThat(book.calibrated(PrimeCountJob.ID, INPUT)).isSameAs(INPUT);
        job(stage(100, 0, "pi"), 200 * SECOND);
        job(stage(100, 0, "sieve"), 100 * SECOND);

        byte[] calibrated = book.calibrated(PrimeCountJob.ID, INPUT);

        assertThat(PrimeCountInput.decode(calibrated).bias().sixteenths()).isBetween(14, 16);
        assertThat(PrimeCountInput.decode(INPUT).bias().sixteenths()).isZero();
    }

    private List<CostBook.Learned> job(StagePlan stage, long cpuNanos) {
        book.planned(JOB, PrimeCountJob.ID, new JobPlan(List.of(stage)));
        book.worked(JOB, 0, cpuNanos);
        return book.ended(JOB, true);
    }

    private CostFactors factors() {
        return book.factors(PrimeCountJob.ID);
    }

    private static StagePlan stage(double seconds, double attemptNanos, String kind) {
        UnsignedRange extent = new UnsignedRange(0, 1_000_000);
        return new StagePlan(extent, 1, seconds * 1000, attemptNanos, List.of(), new byte[0])
                .ofKind(kind);
    }
}
