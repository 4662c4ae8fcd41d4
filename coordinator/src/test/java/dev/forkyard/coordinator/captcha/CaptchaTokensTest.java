package dev.forkyard.coordinator.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.jobs.captcha.CaptchaKind;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CaptchaTokensTest {
    private static final String ANSWER = "ACDEFH";

    private final SettableClock clock = new SettableClock();
    private final CaptchaKeys keys = CaptchaKeys.open(Optional.empty(), clock.instant());
    private final MemoryOneTimeStore store = new MemoryOneTimeStore(2_000);
    private final CaptchaTokens tokens = tokens(keys);

    @Test
    void rightAnswerIsRightOnce() {
        String token = issue();

        assertThat(tokens.verify(token, ANSWER)).isTrue();
        assertThat(tokens.verify(token, ANSWER)).isFalse();
    }

    @Test
    void wrongAnswerEndsTheToken() {
        String token = issue();

        assertThat(tokens.verify(token, "ACDEFJ")).isFalse();
        assertThat(tokens.verify(token, ANSWER)).isFalse();
    }

    @Test
    void caseAndBlanksDoNotMatter() {
        assertThat(tokens.verify(issue(), " acd-EFH ")).isTrue();
    }

    @Test
    void spokenDigitsAreVerifiedAsDigits() {
        String token = tokens.issue(CaptchaKind.AUDIO, "012589").token();

        assertThat(tokens.verify(token, "012 589")).isTrue();
    }

    @Test
    void twinsInUnicodeAreWrong() {
        assertThat(tokens.verify(issue(), "АCDEFH")).isFalse();
        assertThat(tokens.verify(issue(), "ＡCDEFH")).isFalse();
        assertThat(tokens.verify(issue(), "ACDEFH\u0000")).isFalse();
        assertThat(tokens.verify(issue(), "ACDEFH\u200B")).isFalse();
    }

    @Test
    void hugeInputIsJustWrong() {
        String huge = "A".repeat(10_000_000);

        assertThat(tokens.verify(issue(), huge)).isFalse();
        assertThat(tokens.verify(huge, ANSWER)).isFalse();
        assertThat(tokens.verify("", "")).isFalse();
    }

    @Test
    void tokenExpiresAndIsNotTouchedAfterwards() {
        CaptchaTokens.Issued issued = tokens.issue(CaptchaKind.IMAGE, ANSWER);
        String late = issue();

        assertThat(issued.expireTime())
                .isEqualTo(clock.instant().plus(CaptchaTokens.LIFETIME_DEFAULT));
        clock.pass(CaptchaTokens.LIFETIME_DEFAULT);
        assertThat(tokens.verify(issued.token(), ANSWER)).isTrue();
        clock.pass(Duration.ofMillis(1));
        assertThat(tokens.verify(late, ANSWER)).isFalse();
        assertThat(store.burnt()).isEqualTo(1);
    }

    @Test
    void anyChangedBitMakesATokenAForgery() {
        String token = issue();
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int bit = 0; bit < (bytes.length - SigningKey.MAC_BYTES) * 8; bit++) {
            byte[] forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(tokens.verify(text(forged), ANSWER)).as("bit %d", bit).isFalse();
        }

        assertThat(store.burnt()).isZero();
        assertThat(tokens.verify(token, ANSWER)).isTrue();
    }

    @Test
    void tokenHasOneSpelling() {
        String token = issue();

        assertThat(token).hasSize(SignedToken.TEXT_CHARS).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.verify(token + "=", ANSWER)).isFalse();
        assertThat(tokens.verify(" " + token, ANSWER)).isFalse();
        assertThat(tokens.verify(token, ANSWER)).isTrue();
    }

    @Test
    void tokenSaysNothing() {
        String raw =
                new String(Base64.getUrlDecoder().decode(issue()), StandardCharsets.ISO_8859_1);

        assertThat(raw).doesNotContain(ANSWER);
        // Not even how many came before it: the place is hidden, and differently each time.
        assertThat(issue().substring(28, 52)).isNotEqualTo(issue().substring(28, 52));
    }

    @Test
    void tokenOfAnotherStartIsWorthless() {
        String old = issue();

        assertThat(tokens(keys).verify(old, ANSWER)).isFalse();
    }

    @Test
    void tokenOfAnotherKeyIsWorthless() {
        CaptchaKeys others = CaptchaKeys.open(Optional.empty(), clock.instant());

        assertThat(tokens.verify(tokens(others).issue(CaptchaKind.IMAGE, ANSWER).token(), ANSWER))
                .isFalse();
        assertThat(store.burnt()).isZero();
    }

    @Test
    void replacedKeyStillVerifies() {
        clock.pass(KeyRing.AGE_MAX.minusMinutes(1));
        String before = issue();
        clock.pass(Duration.ofMinutes(2));
        keys.rotate(clock.instant());
        String after = issue();

        assertThat(keys.ring().keys()).hasSize(2);
        assertThat(tokens.verify(before, ANSWER)).isTrue();
        assertThat(tokens.verify(after, ANSWER)).isTrue();
    }

    @Test
    void fullStoreRefusesToIssue() {
        for (int i = 0; i < 2_000; i++) {
            issue();
        }

        UnavailableException refusal =
                catchThrowableOfType(UnavailableException.class, this::issue);

        assertThat(refusal.reason()).isEqualTo(ErrorReason.QUEUE_FULL);
        clock.pass(CaptchaTokens.LIFETIME_DEFAULT.plusSeconds(1));
        assertThat(tokens.verify(issue(), ANSWER)).isTrue();
    }

    @Test
    void oneOfAThousandParallelTriesIsRight() throws InterruptedException {
        String token = issue();
        AtomicInteger right = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        for (int i = 0; i < 1_000; i++) {
            threads.execute(
                    () -> {
                        await(start);
                        if (tokens.verify(token, ANSWER)) {
                            right.incrementAndGet();
                        }
                    });
        }
        start.countDown();
        threads.shutdown();

        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(right).hasValue(1);
    }

    @Test
    void aMillionForgeriesLeaveTheStoreEmpty() {
        String real = issue();
        byte[] fields = Base64.getUrlDecoder().decode(real);
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        byte[] forged = new byte[fields.length];
        for (int i = 0; i < 1_000_000; i++) {
            random.nextBytes(forged);
            if (i % 2 == 0) {
                // The public fields of a real token, so that only the tag is wrong.
                System.arraycopy(fields, 0, forged, 0, 38);
            }
            if (tokens.verify(text(forged), ANSWER)) {
                throw new AssertionError("a forgery passed, seed " + seed);
            }
        }

        assertThat(store.burnt()).isZero();
        assertThat(tokens.verify(real, ANSWER)).isTrue();
    }

    private String issue() {
        return tokens.issue(CaptchaKind.IMAGE, ANSWER).token();
    }

    private CaptchaTokens tokens(CaptchaKeys ofKeys) {
        return new CaptchaTokens(ofKeys, store, CaptchaTokens.LIFETIME_DEFAULT, clock);
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
