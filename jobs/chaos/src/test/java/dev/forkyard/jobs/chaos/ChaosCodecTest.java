package dev.forkyard.jobs.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChaosCodecTest {
    private static final ChaosInput INPUT =
            new ChaosInput(
                    1000,
                    new Work(Work.Kind.SLEEP, 5),
                    List.of(
                            new Fault(FaultKind.EXIT, 3, ItemSet.one(7)),
                            Fault.of(FaultKind.SEGV, ItemSet.range(3, 9)),
                            new Fault(FaultKind.PRINT, 1_000_000_000, ItemSet.every(100))));

    @Test
    void inputAndTotalSurviveTheirCodecs() {
        ChaosTotal total = new ChaosTotal(99, 4851);

        assertThat(ChaosInput.decode(INPUT.encode())).isEqualTo(INPUT);
        assertThat(ChaosTotal.decode(total.encode())).isEqualTo(total);
        for (FaultKind kind : FaultKind.values()) {
            ChaosInput one = new ChaosInput(1, Work.NOOP, List.of(Fault.of(kind, ItemSet.one(0))));
            assertThat(ChaosInput.decode(one.encode())).isEqualTo(one);
        }
    }

    @Test
    void brokenBytesAreRefused() {
        assertRefusesBroken(INPUT.encode(), ChaosInput::decode);
        assertRefusesBroken(new ChaosTotal(1, 1).encode(), ChaosTotal::decode);
    }

    @Test
    void textsAreTheWordsOfTheCommandLine() {
        assertThat(INPUT.work()).hasToString("sleep:5");
        assertThat(INPUT.faults().toString())
                .isEqualTo("[exit:3@7, segv@3..9, print:1000000000@every:100]");
    }

    @Test
    void numbersOutOfBoundsAreOneLine() {
        assertRefused(() -> new ChaosInput(0, Work.NOOP, List.of()), "items must be 1…100000000");
        assertRefused(() -> new ChaosInput(100_000_001, Work.NOOP, List.of()), "was 100000001");
        assertRefused(() -> new Work(Work.Kind.SPIN, 0), "spin takes 1…3600000 ms, was 0");
        assertRefused(
                () -> new Fault(FaultKind.EXIT, 256, ItemSet.one(0)),
                "the argument of fault exit must be 0…255, was 256");
        assertRefused(
                () -> new Fault(FaultKind.HEAP, 1, ItemSet.one(0)),
                "fault heap takes no argument, was given 1");
        assertRefused(() -> ItemSet.range(9, 3), "items 9..3 are none");
        assertRefused(() -> ItemSet.every(0), "every:0 is no distance");
        Fault tenth = Fault.of(FaultKind.THROW, ItemSet.one(10));
        assertRefused(
                () -> new ChaosInput(10, Work.NOOP, List.of(tenth)),
                "fault throw@10 names items beyond the last one, 9");
        assertRefused(
                () -> new ChaosInput(11, Work.NOOP, Collections.nCopies(65, tenth)),
                "input has 65 faults, at most 64");
    }

    private static void assertRefused(Runnable attempt, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(attempt::run)
                .withMessageContaining(why)
                .satisfies(refused -> assertThat(refused.getMessage()).hasLineCount(1));
    }

    private static void assertRefusesBroken(byte[] good, Consumer<byte[]> decode) {
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatIllegalArgumentException().isThrownBy(() -> decode.accept(cut));
        }
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        assertThatIllegalArgumentException().isThrownBy(() -> decode.accept(longer));
        byte[] newer = good.clone();
        newer[0]++;
        assertThatIllegalArgumentException().isThrownBy(() -> decode.accept(newer));
    }
}
