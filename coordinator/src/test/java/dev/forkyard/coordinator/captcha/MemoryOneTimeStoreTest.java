package dev.forkyard.coordinator.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryOneTimeStoreTest {
    private static final long LIFETIME = 5_000;

    @Test
    void placeBurnsOnce() {
        OneTimeStore store = new MemoryOneTimeStore(4);
        long place = store.take(LIFETIME, 0).orElseThrow();

        assertThat(store.burn(place, 1)).isTrue();
        assertThat(store.burn(place, 1)).isFalse();
        assertThat(store.burnt()).isEqualTo(1);
    }

    @Test
    void placeThatWasNeverTakenDoesNotBurn() {
        OneTimeStore store = new MemoryOneTimeStore(4);
        store.take(LIFETIME, 0);

        assertThat(store.burn(1, 1)).isFalse();
        assertThat(store.burn(-1, 1)).isFalse();
        assertThat(store.burn(Long.MAX_VALUE, 1)).isFalse();
        assertThat(store.burnt()).isZero();
    }

    @Test
    void fullStoreRefusesUntilTokensExpire() {
        OneTimeStore store = new MemoryOneTimeStore(2);
        long first = store.take(LIFETIME, 0).orElseThrow();
        store.take(LIFETIME + 500, 500);

        assertThat(store.take(LIFETIME + 600, 600)).isEmpty();
        assertThat(store.burn(first, 600)).isTrue();
        // Burnt or not, a place is free only when its token has expired.
        assertThat(store.take(LIFETIME + 700, 700)).isEmpty();
        assertThat(store.take(2 * LIFETIME + 2_000, LIFETIME + 2_000)).isPresent();
        assertThat(store.burnt()).isZero();
    }

    @Test
    void expiredPlaceDoesNotBurn() {
        OneTimeStore store = new MemoryOneTimeStore(2);
        long place = store.take(LIFETIME, 0).orElseThrow();

        assertThat(store.burn(place, LIFETIME + 1_000)).isFalse();
    }

    /** Beside a set that forgets nothing: the same answers, whatever the order of things. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ringAgreesWithASet(long seed) {
        Random random = new Random(seed);
        int capacity = 1 + random.nextInt(50);
        OneTimeStore store = new MemoryOneTimeStore(capacity);
        Deque<long[]> out = new ArrayDeque<>();
        Set<Long> tried = new HashSet<>();
        long now = 0;
        for (int step = 0; step < 5_000; step++) {
            now += random.nextInt(400);
            long later = now;
            out.removeIf(token -> token[1] / 1000 < later / 1000);
            if (random.nextBoolean()) {
                OptionalLong place = store.take(now + LIFETIME, now);
                assertThat(place.isPresent()).as("seed %d", seed).isEqualTo(out.size() < capacity);
                place.ifPresent(taken -> out.addLast(new long[] {taken, later + LIFETIME}));
            } else {
                long place = random.nextInt(step + 1);
                boolean isOut = out.stream().anyMatch(token -> token[0] == place);
                assertThat(store.burn(place, now))
                        .as("seed %d", seed)
                        .isEqualTo(isOut && tried.add(place));
            }
        }
    }
}
