package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.gateway.ResultChunks;
import dev.forkyard.coordinator.stream.StreamedResult;
import dev.forkyard.jobs.primes.list.PrimeCursor;
import dev.forkyard.jobs.primes.list.PrimeListInput;
import dev.forkyard.jobs.primes.list.PrimePattern;
import dev.forkyard.proto.v1.ListTupletsResponse;
import dev.forkyard.proto.wire.WireRanges;
import java.util.Iterator;

/** The messages of one list of tuplets. Confined to the stream thread. */
final class TupletListChunks implements ResultChunks<ListTupletsResponse> {
    /** So many that a message of sextuplets has 256 KiB. */
    private static final int TUPLETS_MAX = 32 * 1024 / PrimePattern.SIZE_MAX;

    private final PrimeListInput input;
    private final NumberChunks.Wanted wanted;

    TupletListChunks(PrimeListInput input) {
        this.input = input;
        this.wanted = new NumberChunks.Wanted(input.limit());
    }

    @Override
    public Iterator<ListTupletsResponse> of(StreamedResult result) {
        PrimeCursor cursor =
                new PrimeCursor(input.pattern(), result.part(), input.range(), result.payload());
        return new NumberChunks<>(cursor, wanted, TUPLETS_MAX, this::members);
    }

    @Override
    public boolean isEnough() {
        return wanted.isEnough();
    }

    private ListTupletsResponse members(UnsignedRange about, long[] lasts, int count) {
        PrimePattern pattern = input.pattern();
        long[] members = new long[pattern.size()];
        ListTupletsResponse.Builder message =
                ListTupletsResponse.newBuilder().setRange(WireRanges.toWire(about)).setCount(count);
        for (int index = 0; index < count; index++) {
            pattern.members(lasts[index], members);
            for (long member : members) {
                message.addMembers(member);
            }
        }
        return message.build();
    }
}
