package dev.forkyard.worker.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.worker.execute.AttemptOutcome.Threw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrownTextTest {
    @Test
    void tellsClassMessageAndCauses() {
        Threw text =
                ThrownText.of(
                        new IllegalStateException("outer", new IOException("the real cause")));

        assertThat(text.className()).isEqualTo("java.lang.IllegalStateException");
        assertThat(text.message()).isEqualTo("outer");
        assertThat(text.stack())
                .startsWith("java.lang.IllegalStateException: outer\n\tat ")
                .contains("\nCaused by: java.io.IOException: the real cause\n\tat ");
    }

    @Test
    void exceptionWithoutMessageHasAnEmptyOne() {
        assertThat(ThrownText.of(new IllegalStateException()).message()).isEmpty();
    }

    @Test
    void longMessageIsCutBetweenCharacters() {
        Threw text = ThrownText.of(new IllegalStateException("€".repeat(100_000)));

        assertThat(bytes(text.message())).isEqualTo(ThrownText.MESSAGE_BYTES_MAX / 3 * 3);
        assertThat(text.message()).matches("€+");
        assertThat(bytes(text.stack())).isLessThanOrEqualTo(ThrownText.STACK_BYTES_MAX);
    }

    @Test
    void textThatJustFitsIsNotCut() {
        assertThat(ThrownText.cut("ab€", 5)).isEqualTo("ab€");
        assertThat(ThrownText.cut("ab€", 4)).isEqualTo("ab");
        assertThat(ThrownText.cut("a😀", 4)).isEqualTo("a");
    }

    @Test
    void deepStackStillShowsItsCause() {
        Throwable deep = withDeepStack("outer", withDeepStack("the real cause", null));

        Threw text = ThrownText.of(deep);

        assertThat(text.stack()).contains("... 936 more\nCaused by: ").contains("the real cause");
        assertThat(bytes(text.stack())).isLessThanOrEqualTo(ThrownText.STACK_BYTES_MAX);
    }

    @Test
    void endlessChainOfCausesIsBounded() {
        Throwable chain = withDeepStack("first", null);
        for (int index = 0; index < 1_000; index++) {
            chain = withDeepStack("wrapped", chain);
        }

        assertThat(bytes(ThrownText.of(chain).stack())).isEqualTo(ThrownText.STACK_BYTES_MAX);
    }

    @Test
    void cycleOfCausesEnds() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(ThrownText.of(first).stack()).containsOnlyOnce("first").contains("second");
    }

    @Test
    void brokenExceptionIsStillReported() {
        Threw text = ThrownText.of(new BrokenException());

        assertThat(text.className()).endsWith("BrokenException");
        assertThat(text.message()).contains("cannot be read").contains("Unsupported");
    }

    private static Throwable withDeepStack(String message, @Nullable Throwable cause) {
        Throwable thrown = new IllegalStateException(message, cause);
        StackTraceElement[] frames = new StackTraceElement[1_000];
        Arrays.fill(frames, new StackTraceElement("a.b.C", "method", "C.java", 12));
        thrown.setStackTrace(frames);
        return thrown;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }
    }
}
