package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.range.UnsignedRange;
import java.util.List;

/** Inputs of a few milliseconds for the contract of each operation. Stateless. */
final class ContractInputs {
    private ContractInputs() {}

    /** Sieved and tested ranges, empty ones, small numbers and the largest. */
    static List<byte[]> small() {
        UnsignedRange sieved = new UnsignedRange(1_000_000_000, 1_030_000_000);
        UnsignedRange tested = new UnsignedRange(-20_000L, -1L);
        return List.of(
                RangesInput.of(List.of(sieved)).encode(),
                RangesInput.of(
                                List.of(
                                        tested,
                                        UnsignedRange.EMPTY,
                                        new UnsignedRange(0, 1000),
                                        tested))
                        .encode());
    }
}
