package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrimeCountResult.RangeCount;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PrimeCountCodecTest {
    private static final UnsignedRange ALL = new UnsignedRange(0, -1L);
    private static final UnsignedRange SMALL = new UnsignedRange(7, 7);

    @Test
    void inputIsReadBack() {
        PrimeCountInput input = new PrimeCountInput(List.of(ALL, SMALL, ALL), CountMethod.SIEVE);

        assertThat(PrimeCountInput.decode(input.encode())).isEqualTo(input);
    }

    @Test
    void firstRangesAreReadAlone() {
        byte[] input = new PrimeCountInput(List.of(ALL, SMALL, ALL), CountMethod.SIEVE).encode();

        assertThat(PrimeCountInput.decode(input, 2).ranges()).containsExactly(ALL, SMALL);
        assertThat(PrimeCountInput.decode(input, 5).ranges()).hasSize(3);
    }

    @Test
    void resultIsReadBackInOrder() {
        PrimeCountResult result =
                new PrimeCountResult(
                        List.of(
                                new RangeCount(ALL, Long.MAX_VALUE, CountMethod.SIEVE),
                                new RangeCount(SMALL, 0, CountMethod.SIEVE)));

        assertThat(PrimeCountResult.decode(result.encode())).isEqualTo(result);
        assertThat(result.total()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void stageIsReadBack() {
        PrimeCountStage stage = new PrimeCountStage(List.of(SMALL, ALL));

        assertThat(PrimeCountStage.decode(stage.encode())).isEqualTo(stage);
        assertThat(PrimeCountStage.decode(PrimeCountStage.RANGE.encode()).isRange()).isTrue();
    }

    @Test
    void payloadIsReadBack() {
        long[] counts = {3, 0, Long.MAX_VALUE, 9};

        assertThat(PrimeCountPayload.decode(PrimeCountPayload.encode(counts, 3), 3))
                .containsExactly(3, 0, Long.MAX_VALUE);
        assertThat(PrimeCountPayload.encode(counts, 0)).isEmpty();
    }

    @Test
    void numberOfRangesIsLimited() {
        int tooMany = PrimeCountInput.RANGES_MAX + 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrimeCountInput(List.of(), CountMethod.AUTO))
                .withMessage("input has 0 ranges, must be 1…10000");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new PrimeCountInput(
                                        Collections.nCopies(tooMany, ALL), CountMethod.AUTO));
    }

    @Test
    void answerNeverSaysAuto() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeCount(SMALL, 0, CountMethod.AUTO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeCount(SMALL, -1, CountMethod.SIEVE));
    }

    @Test
    void totalBeyondUnsignedLongIsRefused() {
        RangeCount half = new RangeCount(ALL, Long.MAX_VALUE, CountMethod.SIEVE);

        assertThat(new PrimeCountResult(List.of(half, half)).total()).isEqualTo(-2L);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new PrimeCountResult(List.of(half, half, half)).total());
    }

    @Test
    void brokenBytesAreRefused() {
        byte[] input = PrimeCountInput.of(ALL, CountMethod.AUTO).encode();
        byte[] result =
                new PrimeCountResult(List.of(new RangeCount(ALL, 1, CountMethod.SIEVE))).encode();
        byte[] stage = new PrimeCountStage(List.of(ALL)).encode();
        byte[] payload = PrimeCountPayload.encode(new long[] {1}, 1);

        assertRefusesBroken(input, PrimeCountInput::decode);
        assertRefusesBroken(result, PrimeCountResult::decode);
        assertRefusesBroken(stage, PrimeCountStage::decode);
        assertRefusesBroken(payload, bytes -> PrimeCountPayload.decode(bytes, 1));
    }

    @Test
    void sizesThatWouldOverflowAreRefused() {
        byte[] input = PrimeCountInput.of(ALL, CountMethod.AUTO).encode();
        for (byte first : new byte[] {(byte) 0x80, 0x7f, 0x10}) {
            byte[] broken = input.clone();
            broken[3] = first;
            assertThatIllegalArgumentException().isThrownBy(() -> PrimeCountInput.decode(broken));
        }
    }

    @Test
    void biasOfAnInputIsKeptAndCanBeReplaced() {
        PrimeCountInput plain = new PrimeCountInput(List.of(ALL, SMALL), CountMethod.AUTO);
        for (int sixteenths = -PiBias.SIXTEENTHS_MAX;
                sixteenths <= PiBias.SIXTEENTHS_MAX;
                sixteenths++) {
            PiBias bias = new PiBias(sixteenths);
            PrimeCountInput biased = new PrimeCountInput(plain.ranges(), plain.method(), bias);

            assertThat(PrimeCountInput.decode(biased.encode())).isEqualTo(biased);
            assertThat(PrimeCountInput.biased(plain.encode(), bias)).isEqualTo(biased.encode());
        }
    }

    @Test
    void biasThatNobodyCanHaveLearnedIsRefused() {
        for (byte bias : new byte[] {65, -65, 127, -128}) {
            byte[] input = PrimeCountInput.of(ALL, CountMethod.AUTO).encode();
            input[2] = bias;

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrimeCountInput.decode(input))
                    .withMessage("bias of π must be −64…64, was %d".formatted(bias));
        }
    }

    @Test
    void unknownMethodAndReversedRangeAreRefused() {
        byte[] method = PrimeCountInput.of(ALL, CountMethod.AUTO).encode();
        method[1] = 99;
        byte[] reversed = PrimeCountInput.of(ALL, CountMethod.AUTO).encode();
        Arrays.fill(reversed, 15, 23, (byte) 0);
        reversed[14] = 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrimeCountInput.decode(method))
                .withMessage("count method 99 is unknown");
        assertThatIllegalArgumentException().isThrownBy(() -> PrimeCountInput.decode(reversed));
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
