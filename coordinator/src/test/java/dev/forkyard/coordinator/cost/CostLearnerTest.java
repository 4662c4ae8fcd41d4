package dev.forkyard.coordinator.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.job.CostFactors;
import dev.forkyard.common.job.JobTypeId;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CostLearnerTest {
    private static final JobTypeId TYPE = new JobTypeId("some.work", 1);
    private static final double SECOND = 1e9;

    /** A step is 4.4 %. */
    private static final Percentage A_STEP = Percentage.withPercentage(5);

    private final CostLearner learner = new CostLearner();

    @Test
    void nothingIsKnownWithoutWork() {
        assertThat(learner.factors(TYPE)).isEqualTo(CostFactors.NONE);
    }

    @Test
    void factorsConvergeToWhatIsMeasured() {
        teach("slow", 30, 10 * SECOND, 2.5);
        teach("quick", 30, 10 * SECOND, 0.5);

        assertThat(factor("slow")).isCloseTo(2.5, A_STEP);
        assertThat(factor("quick")).isCloseTo(0.5, A_STEP);
    }

    @Test
    void firstJobOfColdWorkersIsHarmless() {
        teach("cold", 1, 0.1 * SECOND, 6);

        assertThat(factor("cold")).isBetween(1.0, 1.15);
    }

    @Test
    void factorsAreBounded() {
        teach("dear", 100, 100 * SECOND, 1e6);
        teach("cheap", 1000, 1000 * SECOND, 1e-3);

        assertThat(factor("dear")).isBetween(3.0, 4.0);
        assertThat(factor("cheap")).isBetween(0.25, 0.3);
    }

    @Test
    void littleWorkTeachesNothing() {
        assertThat(learner.learn(TYPE, "tiny", 19e6, 19e6)).isFalse();
        assertThat(learner.learn(TYPE, "tiny", 1e6, 1 * SECOND)).isFalse();
        assertThat(learner.learn(TYPE, "none", 0, 0)).isFalse();
        assertThat(learner.learn(TYPE, "endless", Double.POSITIVE_INFINITY, SECOND)).isFalse();

        assertThat(learner.factors(TYPE)).isEqualTo(CostFactors.NONE);
        assertThat(learner.learn(TYPE, "enough", 20e6, 20e6)).isTrue();
    }

    @Test
    void machineThatChangesIsBelievedAfterSomeMinutesOfWork() {
        teach("kind", 1000, 60 * SECOND, 2);
        teach("kind", 30, 10 * SECOND, 1);

        assertThat(factor("kind")).isCloseTo(1, A_STEP);
    }

    @Test
    void oneLongJobDoesNotOutweighTheOthersForEver() {
        teach("kind", 1, 3600 * SECOND, 4);
        teach("kind", 30, 10 * SECOND, 1);

        assertThat(factor("kind")).isCloseTo(1, A_STEP);
    }

    @Test
    void unseenKindIsExpectedToBeOffAsTheSeenOneIs() {
        teach("seen", 20, 10 * SECOND, 2);

        assertThat(factor("unseen")).isCloseTo(2, A_STEP);
        assertThat(factor("seen")).isCloseTo(2, A_STEP);
    }

    @Test
    void typesLearnApart() {
        teach("kind", 20, 10 * SECOND, 2);

        assertThat(learner.factors(new JobTypeId("some.work", 2))).isEqualTo(CostFactors.NONE);
    }

    @Test
    void onlySoManyKindsAreRemembered() {
        teach("often", 1, SECOND, 2);
        for (int kind = 0; kind < 1000; kind++) {
            teach("kind-" + kind, 1, SECOND, 2);
            teach("often", 1, SECOND, 2);
        }

        assertThat(learner.factors(TYPE).byKind())
                .hasSize(CostLearner.KINDS_MAX)
                .containsKeys("often", "kind-999", "kind-950")
                .doesNotContainKey("kind-0");
    }

    private void teach(String kind, int times, double expectedNanos, double factor) {
        for (int time = 0; time < times; time++) {
            learner.learn(TYPE, kind, expectedNanos, expectedNanos * factor);
        }
    }

    private double factor(String kind) {
        return learner.factors(TYPE).factor(kind);
    }
}
