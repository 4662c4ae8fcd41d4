package dev.forkyard.client.cli;

import com.google.protobuf.ByteString;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** True chunks of lists in the bitmap form, made the slow way. Stateless. */
final class PrimeChunks {
    private static final int[] RESIDUES = {1, 7, 11, 13, 17, 19, 23, 29};

    private PrimeChunks() {}

    /** The primes of a narrow range, in chunks of so many bytes. */
    static List<ListPrimesResponse> of(ListPrimesRequest request, int chunkBytes) {
        List<ListPrimesResponse> chunks = new ArrayList<>();
        long start = request.getRange().getStart();
        long end = request.getRange().getEnd();
        long left = request.getLimit() == 0 ? Long.MAX_VALUE : request.getLimit();
        while (start != end && left > 0) {
            long firstByte = Long.divideUnsigned(start, 30);
            long next = (firstByte + chunkBytes) * 30;
            boolean last =
                    Long.compareUnsigned(next, end) >= 0 || Long.compareUnsigned(next, start) < 0;
            ListPrimesResponse chunk = chunk(start, last ? end : next, left);
            chunks.add(chunk);
            left -= chunk.getCount();
            start = chunk.getRange().getEnd();
        }
        return chunks;
    }

    /** The primes of a range, one by one. */
    static List<String> texts(long start, long end) {
        List<String> primes = new ArrayList<>();
        for (long number = start; number != end; number++) {
            if (isPrime(number)) {
                primes.add(Long.toUnsignedString(number));
            }
        }
        return primes;
    }

    private static ListPrimesResponse chunk(long start, long end, long limit) {
        long firstByte = Long.divideUnsigned(start, 30);
        byte[] bitmap = new byte[(int) (Long.divideUnsigned(end - 1, 30) - firstByte + 1)];
        ListPrimesResponse.Builder chunk = ListPrimesResponse.newBuilder();
        long count = 0;
        long stop = end;
        for (long number = start; number != end && count < limit; number++) {
            if (isPrime(number)) {
                count++;
                stop = count == limit ? number + 1 : end;
                if (number < 0 || number > 5) {
                    bitmap[(int) (Long.divideUnsigned(number, 30) - firstByte)] |=
                            (byte) (1 << bit(Long.remainderUnsigned(number, 30)));
                } else {
                    chunk.addPrimes(number);
                }
            }
        }
        int used = (int) (Long.divideUnsigned(stop - 1, 30) - firstByte + 1);
        return chunk.setRange(Range.newBuilder().setStart(start).setEnd(stop))
                .setCount(count)
                .setBitmap(ByteString.copyFrom(bitmap, 0, used))
                .build();
    }

    private static int bit(long residue) {
        int bit = 0;
        while (RESIDUES[bit] != residue) {
            bit++;
        }
        return bit;
    }

    private static boolean isPrime(long number) {
        return new BigInteger(Long.toUnsignedString(number)).isProbablePrime(40);
    }
}
