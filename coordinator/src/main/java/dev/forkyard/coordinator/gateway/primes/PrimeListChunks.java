package dev.forkyard.coordinator.gateway.primes;

import com.google.protobuf.UnsafeByteOperations;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.gateway.ResultChunks;
import dev.forkyard.coordinator.stream.StreamedResult;
import dev.forkyard.jobs.primes.list.PrimeCursor;
import dev.forkyard.jobs.primes.list.PrimeListInput;
import dev.forkyard.jobs.primes.list.PrimePrefix;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.wire.WireRanges;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The messages of one list. Confined to the stream thread. */
final class PrimeListChunks implements ResultChunks<ListPrimesResponse> {
    /** 256 KiB a message. */
    private static final int NUMBERS_MAX = 32 * 1024;

    private final UnsignedRange asked;
    private final PrimeForm form;

    /** How many more primes the caller wants, unsigned. */
    private long left;

    PrimeListChunks(PrimeListInput input, PrimeForm form) {
        this.asked = input.range();
        this.left = input.limit();
        this.form = form;
    }

    @Override
    public Iterator<ListPrimesResponse> of(StreamedResult result) {
        PrimeCursor cursor = new PrimeCursor(result.part(), asked, result.payload());
        return form == PrimeForm.PRIME_FORM_BITMAP
                ? List.of(bitmap(result, cursor)).iterator()
                : new Numbers(cursor);
    }

    @Override
    public boolean isEnough() {
        return left == 0;
    }

    private ListPrimesResponse bitmap(StreamedResult result, PrimeCursor cursor) {
        PrimePrefix prefix =
                PrimePrefix.of(result.part(), cursor.numbers(), result.payload(), left);
        left -= prefix.count();
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

    /** A part's primes by the thousand. */
    private final class Numbers implements Iterator<ListPrimesResponse> {
        private final PrimeCursor cursor;
        private final long[] primes = new long[NUMBERS_MAX];
        private long start;
        private boolean over;

        Numbers(PrimeCursor cursor) {
            this.cursor = cursor;
            this.start = cursor.numbers().start();
        }

        @Override
        public boolean hasNext() {
            return !over;
        }

        @Override
        public ListPrimesResponse next() {
            if (over) {
                throw new NoSuchElementException();
            }
            boolean few = Long.compareUnsigned(left, NUMBERS_MAX) < 0;
            int wanted = few ? (int) left : NUMBERS_MAX;
            int count = cursor.next(primes, wanted);
            left -= count;
            boolean cut = count == wanted;
            long end = cut ? primes[count - 1] + 1 : cursor.numbers().end();
            // What is behind the last prime of a part goes with it, unless nobody asked for it.
            over = left == 0 || end == cursor.numbers().end();
            ListPrimesResponse message = message(new UnsignedRange(start, end), count);
            start = end;
            return message;
        }

        private ListPrimesResponse message(UnsignedRange numbers, int count) {
            ListPrimesResponse.Builder message =
                    ListPrimesResponse.newBuilder()
                            .setRange(WireRanges.toWire(numbers))
                            .setCount(count);
            for (int index = 0; index < count; index++) {
                message.addPrimes(primes[index]);
            }
            return message.build();
        }
    }
}
