package dev.forkyard.coordinator.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.altcha.AltchaWork;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AltchaChallengesTest {
    private static final int COUNTER = 7;

    private final SettableClock clock = new SettableClock();
    private final CaptchaKeys keys = CaptchaKeys.open(Optional.empty(), clock.instant());
    private final AltchaChallenges challenges = challenges();
    private final Captcha work = work();

    @Test
    void solutionIsRightOnce() {
        String payload = payload(challenges.issue(work).challenge(), work.answer());

        assertThat(challenges.verify(payload)).isTrue();
        assertThat(challenges.verify(payload)).isFalse();
    }

    @Test
    void wrongSolutionEndsTheChallenge() {
        String challenge = challenges.issue(work).challenge();
        String wrong = work.answer().replace('0', '1').replace('a', 'b');

        assertThat(challenges.verify(payload(challenge, wrong))).isFalse();
        assertThat(challenges.verify(payload(challenge, work.answer()))).isFalse();
    }

    @Test
    void expiredChallengeIsWrong() {
        String payload = payload(challenges.issue(work).challenge(), work.answer());
        clock.pass(CaptchaTokens.LIFETIME_DEFAULT.plusSeconds(1));

        assertThat(challenges.verify(payload)).isFalse();
    }

    @Test
    void challengeOfAnotherStartIsWrong() {
        String payload = payload(challenges.issue(work).challenge(), work.answer());

        assertThat(challenges().verify(payload)).isFalse();
    }

    @Test
    void changedChallengeIsAForgeryAndEndsNothing() {
        String challenge = challenges.issue(work).challenge();
        String cheaper = challenge.replace("\"cost\":10", "\"cost\":11");

        assertThat(challenges.verify(payload(cheaper, work.answer()))).isFalse();
        assertThat(challenges.verify(payload(challenge, work.answer()))).isTrue();
    }

    @Test
    void challengeOfAReplacedKeyIsRight() {
        clock.pass(KeyRing.AGE_MAX.minus(Duration.ofMinutes(1)));
        String payload = payload(challenges.issue(work).challenge(), work.answer());
        clock.pass(Duration.ofMinutes(2));
        keys.rotate(clock.instant());

        assertThat(challenges.verify(payload)).isTrue();
    }

    @Test
    void anythingElseIsWrong() {
        for (String text : new String[] {"", "{", "e30=", "x".repeat(1 << 20), "{\"a\":[1]}"}) {
            assertThat(challenges.verify(text)).isFalse();
        }
    }

    private AltchaChallenges challenges() {
        return new AltchaChallenges(keys, CaptchaTokens.LIFETIME_DEFAULT, clock);
    }

    private static Captcha work() {
        SecureRandom random = new SecureRandom();
        byte[] nonce = new byte[AltchaWork.NONCE_BYTES];
        byte[] salt = new byte[AltchaWork.SALT_BYTES];
        random.nextBytes(nonce);
        random.nextBytes(salt);
        byte[] key = AltchaWork.deriveKey(nonce, salt, 10, COUNTER);
        return new Captcha(
                HexFormat.of().formatHex(key), AltchaWork.of(nonce, salt, 10, key).encode());
    }

    private static String payload(String challenge, String key) {
        String json =
                "{\"challenge\":%s,\"solution\":{\"counter\":%d,\"derivedKey\":\"%s\"}}"
                        .formatted(challenge, COUNTER, key);
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
