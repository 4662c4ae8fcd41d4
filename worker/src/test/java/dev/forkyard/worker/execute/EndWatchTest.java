package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.range.UnsignedRange;
import org.junit.jupiter.api.Test;

class EndWatchTest {
    private static final long MILLI = 1_000_000;

    @Test
    void endIsSeenOnceAndInTimeWithFewLooksAtTheClock() {
        EndWatch watch = new EndWatch(new UnsignedRange(1000, 2000), 0);
        int looks = 0;
        long found = 0;
        for (long done = 1; done <= 1000; done++) {
            if (watch.isDue(1000 + done)) {
                looks++;
                // A tenth of a millisecond each.
                found += watch.isNear(1000 + done, done * MILLI / 10) ? done : 0;
            }
        }

        assertThat(found).isEqualTo(970);
        assertThat(looks).isLessThan(4);
    }

    @Test
    void paceThatSlowsDownIsFollowed() {
        EndWatch watch = new EndWatch(new UnsignedRange(0, 100), 0);
        long found = 0;
        for (long done = 1; done <= 100; done++) {
            // The last number takes nearly twice as long as the average.
            if (watch.isDue(done)) {
                found += watch.isNear(done, done * done * MILLI / 100) ? done : 0;
            }
        }

        assertThat(found).isBetween(94L, 98L);
    }

    @Test
    void shortAttemptIsNotWorthAWord() {
        EndWatch watch = new EndWatch(new UnsignedRange(0, 100), 0);

        assertThat(watch.isDue(50)).isTrue();
        assertThat(watch.isNear(50, EndWatch.LONG_NANOS - 1)).isFalse();
        assertThat(watch.isDue(99)).isFalse();
    }

    @Test
    void attemptThatEndsAtOnceHasNoEndToTellOf() {
        EndWatch watch = new EndWatch(new UnsignedRange(0, 1), 0);

        assertThat(watch.isDue(1)).isTrue();
        assertThat(watch.isNear(1, 100 * MILLI)).isFalse();
    }

    @Test
    void partsAreUnsigned() {
        EndWatch watch = new EndWatch(new UnsignedRange(Long.MAX_VALUE, -1), 0);

        assertThat(watch.isDue(Long.MIN_VALUE + 5)).isFalse();
        assertThat(watch.isDue(-1000)).isTrue();
        assertThat(watch.isNear(-1000, 100 * MILLI)).isTrue();
    }
}
