package dev.forkyard.jobs.primes.pi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkScaleTest {
    @Test
    void unitsAscendFromStartToEnd() {
        for (long x : new long[] {1_000_000, 123_456_789_012L, 1L << 60, Long.MAX_VALUE}) {
            for (WorkScale scale : scales(x)) {
                long last = scale.start();
                for (long unit = 0; unit <= scale.units(); unit++) {
                    long number = scale.numberAt(unit);
                    assertThat(number).isGreaterThanOrEqualTo(last);
                    last = number;
                }

                assertThat(scale.numberAt(0)).isEqualTo(scale.start());
                assertThat(last).isEqualTo(scale.end());
            }
        }
    }

    @Test
    void lastUnitIsTheLastThatBeginsThere() {
        Random random = new Random(1);
        for (WorkScale scale : scales(1_000_000_000_000L)) {
            for (int time = 0; time < 1000; time++) {
                long unit = 1 + random.nextLong(scale.units() - 1);
                long found = scale.lastUnitTo(scale.numberAt(unit), 0, scale.units());

                assertThat(found).isGreaterThanOrEqualTo(unit);
                assertThat(scale.numberAt(found)).isEqualTo(scale.numberAt(unit));
            }
        }
    }

    @Test
    void segmentHoldsAUnitOfHardLeaves() {
        WorkScale scale = HardLeaves.scale(PiCost.bounds(Long.MAX_VALUE));
        long widest = 0;
        for (long unit = 0; unit < scale.units(); unit++) {
            widest = Math.max(widest, scale.numberAt(unit + 1) - scale.numberAt(unit));
        }

        assertThat(widest).isLessThan(CountingSieve.SEGMENT_NUMBERS);
    }

    private static List<WorkScale> scales(long x) {
        List<WorkScale> scales = new ArrayList<>();
        for (LeafKind kind : List.of(LeafKind.HARD, LeafKind.PAIRS, LeafKind.EASY)) {
            scales.add(new PiStage(kind, PiCost.bounds(x)).scale());
        }
        return scales;
    }
}
