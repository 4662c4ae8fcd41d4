package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.gateway.StreamingRequest;
import dev.forkyard.coordinator.gateway.jobs.PolicyMessages;
import dev.forkyard.coordinator.gateway.jobs.PriorityMessages;
import dev.forkyard.jobs.primes.list.BitmapBytes;
import dev.forkyard.jobs.primes.list.PrimeListInput;
import dev.forkyard.jobs.primes.list.PrimeListJob;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.wire.WireRanges;

/** Turns requests for lists into the job type's input. Stateless. */
final class PrimeListDoor {
    private PrimeListDoor() {}

    /**
     * Validates a request.
     *
     * @param defaults the limits where it says nothing
     * @throws InvalidRequestException as NO_RANGES, INVALID_RANGE or INVALID_OPTION
     */
    static StreamingRequest<ListPrimesResponse> request(
            ListPrimesRequest request, ExecutionPolicy defaults) {
        if (!request.hasRange()) {
            throw new InvalidRequestException(
                    ErrorReason.NO_RANGES, "range", "the request has no range; give one");
        }
        UnsignedRange range = RangeChecks.range(request.getRange(), "range");
        long limit = request.getLimit() == 0 ? PrimeListInput.UNLIMITED : request.getLimit();
        PrimeListInput input = new PrimeListInput(range, limit);
        return new StreamingRequest<>(
                PrimeListJob.ID,
                input.encode(),
                PriorityMessages.priority(request.getPriority(), "priority"),
                inBytes(PolicyMessages.policy(request.getPolicy(), defaults)),
                PrimeListJob.extent(input),
                PrimeListJob.windowBytes(input),
                new PrimeListChunks(input, form(request.getForm())));
    }

    /** The request that an input came from; in which form it was asked for is not remembered. */
    static ListPrimesRequest shown(PrimeListInput input) {
        ListPrimesRequest.Builder request =
                ListPrimesRequest.newBuilder().setRange(WireRanges.toWire(input.range()));
        if (input.limit() != PrimeListInput.UNLIMITED) {
            request.setLimit(input.limit());
        }
        return request.build();
    }

    private static PrimeForm form(PrimeForm form) {
        return switch (form) {
            case PRIME_FORM_UNSPECIFIED, PRIME_FORM_NUMBERS -> PrimeForm.PRIME_FORM_NUMBERS;
            case PRIME_FORM_BITMAP -> PrimeForm.PRIME_FORM_BITMAP;
            case UNRECOGNIZED ->
                    throw new InvalidRequestException(
                            ErrorReason.INVALID_OPTION,
                            "form",
                            "form is none of PRIME_FORM_NUMBERS, PRIME_FORM_BITMAP");
        };
    }

    /** Callers speak of numbers; the stage's are bytes of the bitmap. */
    private static ExecutionPolicy inBytes(ExecutionPolicy policy) {
        long width = policy.partWidthMax();
        return width == ExecutionPolicy.AUTOMATIC
                ? policy
                : policy.withPartWidth(Math.max(1, width / BitmapBytes.NUMBERS));
    }
}
