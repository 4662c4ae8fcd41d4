package dev.forkyard.coordinator.gateway.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.coordinator.captcha.CaptchaSupply;
import dev.forkyard.jobs.captcha.AudioRecipe;
import dev.forkyard.jobs.captcha.ImageRecipe;
import dev.forkyard.jobs.captcha.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortionsTest {
    private static final Recipe RECIPE = ImageRecipe.DEFAULT;

    @Test
    void areAsLargeAsAMessageForFewWorkers() {
        assertThat(Portions.of(RECIPE, 2).next(10_000, 0)).isEqualTo(CaptchaSupply.bulkMax(RECIPE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8})
    void leaveThreeForEachWorker(int workers) {
        Portions portions = Portions.of(RECIPE, workers);
        int unread = 0;
        int ordered = 0;
        for (int size = portions.next(100_000, 0);
                size > 0;
                size = portions.next(100_000, unread)) {
            unread += size;
            ordered++;
        }

        assertThat(ordered).isGreaterThanOrEqualTo(3 * workers);
    }

    @Test
    void shrinkTowardTheEnd() {
        List<Integer> sizes = sizes(Portions.of(RECIPE, 2), 1_000);

        assertThat(sizes).isSortedAccordingTo((one, next) -> Integer.compare(next, one));
        assertThat(sizes.get(sizes.size() - 1)).isLessThanOrEqualTo(CaptchaSupply.orderMax(RECIPE));
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 1024})
    void neverExceedWhatMayBeAhead(int workers) {
        for (Recipe recipe : List.of(RECIPE, AudioRecipe.DEFAULT)) {
            Portions portions = Portions.of(recipe, workers);

            assertThat(portions.next(1_000_000, 0)).isPositive();
            assertThat(portions.next(1_000_000, portions.ahead())).isZero();
            assertThat(portions.next(1, portions.ahead() - 1)).isEqualTo(1);
            assertThat(portions.next(0, 0)).isZero();
        }
    }

    private static List<Integer> sizes(Portions portions, int count) {
        List<Integer> sizes = new ArrayList<>();
        int left = count;
        while (left > 0) {
            int size = portions.next(left, 0);
            sizes.add(size);
            left -= size;
        }
        return sizes;
    }
}
