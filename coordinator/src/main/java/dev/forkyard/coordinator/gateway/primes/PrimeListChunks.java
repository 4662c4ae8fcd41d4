package dev.forkyard.coordinator.gateway.primes;

import com.google.protobuf.UnsafeByteOperations;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.gateway.ResultChunks;
import dev.forkyard.coordinator.stream.StreamedResult;
import dev.forkyard.jobs.primes.list.PrimeCursor;
import dev.forkyard.jobs.primes.list.PrimeListInput;
import dev.forkyard.jobs.primes.list.PrimePattern;
import dev.forkyard.jobs.primes.list.PrimePrefix;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.wire.WireRanges;
import java.util.Iterator;
import java.util.List;

/** The messages of one list of primes. Confined to the stream thread. */
final class PrimeListChunks implements ResultChunks<ListPrimesResponse> {
    /** 256 KiB a message. */
    private static final int NUMBERS_MAX = 32 * 1024;

    private final UnsignedRange asked;
    private final PrimeForm form;
    private final NumberChunks.Wanted wanted;

    PrimeListChunks(PrimeListInput input, PrimeForm form) {
        this.asked = input.range();
        this.wanted = new NumberChunks.Wanted(input.limit());
        this.form = form;
    }

    @Override
    public Iterator<ListPrimesResponse> of(StreamedResult result) {
        PrimeCursor cursor =
                new PrimeCursor(PrimePattern.PRIMES, result.part(), asked, result.payload());
        return form == PrimeForm.PRIME_FORM_BITMAP
                ? List.of(bitmap(result, cursor)).iterator()
                : new NumberChunks<>(cursor, wanted, NUMBERS_MAX, PrimeListChunks::numbers);
    }

    @Override
    public boolean isEnough() {
        return wanted.isEnough();
    }

    private ListPrimesResponse bitmap(StreamedResult result, PrimeCursor cursor) {
        PrimePrefix prefix =
                PrimePrefix.of(result.part(), cursor.numbers(), result.payload(), wanted.left());
        wanted.took(prefix.count());
        ListPrimesResponse.Builder message =
                ListPrimesResponse.newBuilder()
                        .setRange(WireRanges.toWire(prefix.numbers()))
                        .setCount(prefix.count())
                        .setBitmap(UnsafeByteOperations.unsafeWrap(prefix.bitmap()));
        for (long prime : prefix.withoutBit()) {
            message.addPrimes(prime);
        }
        return message.build();
    }

    private static ListPrimesResponse numbers(UnsignedRange about, long[] primes, int count) {
        ListPrimesResponse.Builder message =
                ListPrimesResponse.newBuilder().setRange(WireRanges.toWire(about)).setCount(count);
        for (int index = 0; index < count; index++) {
            message.addPrimes(primes[index]);
        }
        return message.build();
    }
}
