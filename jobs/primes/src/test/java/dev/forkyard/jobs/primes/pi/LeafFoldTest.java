package dev.forkyard.jobs.primes.pi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.job.TaskResult;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeafFoldTest {
    @Test
    void foldIsReadBack() {
        LeafFold fold = fold(new Random(1), 100);

        assertSame(LeafFold.decode(fold.encode()), fold);
        assertSame(LeafFold.decode(LeafFold.NOTHING.encode()), LeafFold.NOTHING);
    }

    @Test
    void joiningIsAssociativeAndKnowsNothing() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            LeafFold first = fold(random, 9);
            LeafFold second = fold(random, 7);
            LeafFold third = fold(random, 4);

            assertSame(first.then(second).then(third), first.then(second.then(third)));
            assertSame(first.then(LeafFold.NOTHING), first);
            assertSame(LeafFold.NOTHING.then(first), first);
        }
    }

    @Test
    void laterLeavesUseEarlierCounts() {
        LeafFold first = new LeafFold(10, new long[] {3}, new long[] {1});
        LeafFold second = new LeafFold(20, new long[] {4}, new long[] {-2});

        assertSame(
                first.then(second), new LeafFold(10 + 20 - 2 * 3, new long[] {7}, new long[] {-1}));
    }

    @Test
    void largestFoldFitsIntoAResult() {
        long[] extreme = new long[LeafFold.KINDS_MAX];
        Arrays.fill(extreme, Long.MIN_VALUE);

        byte[] encoded = new LeafFold(-1, extreme, extreme).encode();

        assertThat(encoded).hasSizeLessThanOrEqualTo(TaskResult.PAYLOAD_BYTES_MAX);
        assertThat(LeafFold.decode(encoded).weights()).isEqualTo(extreme);
    }

    @Test
    void brokenBytesAreRefused() {
        byte[] encoded = fold(new Random(2), 5).encode();

        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatIllegalArgumentException().isThrownBy(() -> LeafFold.decode(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeafFold.decode(Arrays.copyOf(encoded, encoded.length + 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PiStage.decode(new byte[] {'p', 1, 2}));
    }

    private static LeafFold fold(Random random, int kinds) {
        return new LeafFold(
                random.nextLong(),
                random.longs(kinds).map(value -> value >> random.nextInt(64)).toArray(),
                random.longs(kinds).toArray());
    }

    private static void assertSame(LeafFold actual, LeafFold expected) {
        assertThat(actual.sum()).isEqualTo(expected.sum());
        assertThat(actual.counts()).isEqualTo(expected.counts());
        assertThat(actual.weights()).isEqualTo(expected.weights());
    }
}
