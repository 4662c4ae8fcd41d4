package dev.forkyard.coordinator.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.jobs.captcha.AudioRecipe;
import dev.forkyard.jobs.captcha.CaptchaStyle;
import dev.forkyard.jobs.captcha.ImageRecipe;
import org.junit.jupiter.api.Test;

class CaptchaSupplyTest {
    private final FakeSource source = new FakeSource();
    private final CaptchaSupply supply = new CaptchaSupply(source, CaptchaSupply.READY_DEFAULT);

    @Test
    void oddRecipesDoNotDisplaceTheUsualOne() {
        for (int i = 0; i < 100; i++) {
            supply.take(ImageRecipe.DEFAULT);
            source.deliverAll();
        }
        for (int height = 40; height < 140; height++) {
            supply.take(new ImageRecipe(CaptchaStyle.PLAIN, 6, 200, height, 0));
            source.deliverAll();
        }

        assertThat(supply.take(ImageRecipe.DEFAULT)).isDone();
    }

    @Test
    void ordersFitIntoATask() {
        assertThat(CaptchaSupply.orderMax(ImageRecipe.DEFAULT)).isBetween(16, 64);
        AudioRecipe longest = new AudioRecipe(10);
        assertThat(CaptchaSupply.orderMax(longest) * longest.mediaBytes()).isLessThan(256 * 1024);
    }

    @Test
    void drainingSupplyRefuses() {
        supply.drain();

        assertThatThrownBy(() -> supply.take(ImageRecipe.DEFAULT).join())
                .hasCauseInstanceOf(UnavailableException.class);
    }
}
