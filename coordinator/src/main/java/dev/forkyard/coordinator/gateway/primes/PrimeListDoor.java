package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.gateway.ResultChunks;
import dev.forkyard.coordinator.gateway.StreamingRequest;
import dev.forkyard.coordinator.gateway.jobs.PolicyMessages;
import dev.forkyard.coordinator.gateway.jobs.PriorityMessages;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.jobs.primes.list.BitmapBytes;
import dev.forkyard.jobs.primes.list.PrimeListInput;
import dev.forkyard.jobs.primes.list.PrimeListJob;
import dev.forkyard.jobs.primes.list.PrimePattern;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.ListTupletsRequest;
import dev.forkyard.proto.v1.ListTupletsResponse;
import dev.forkyard.proto.v1.PrimeForm;
import dev.forkyard.proto.v1.Range;
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
        PrimeListInput input =
                new PrimeListInput(
                        range(request.hasRange(), request.getRange()), limit(request.getLimit()));
        return streaming(
                input,
                PriorityMessages.priority(request.getPriority(), "priority"),
                PolicyMessages.policy(request.getPolicy(), defaults),
                new PrimeListChunks(input, form(request.getForm())));
    }

    /**
     * Validates a request.
     *
     * @param defaults the limits where it says nothing
     * @throws InvalidRequestException as NO_RANGES, INVALID_RANGE or INVALID_OPTION
     */
    static StreamingRequest<ListTupletsResponse> request(
            ListTupletsRequest request, ExecutionPolicy defaults) {
        UnsignedRange range = range(request.hasRange(), request.getRange());
        int size = TupletDoor.size(request.getSize(), "size");
        PrimeListInput input =
                new PrimeListInput(range, PrimePattern.ofSize(size), limit(request.getLimit()));
        return streaming(
                input,
                PriorityMessages.priority(request.getPriority(), "priority"),
                PolicyMessages.policy(request.getPolicy(), defaults),
                new TupletListChunks(input));
    }

    private static UnsignedRange range(boolean given, Range range) {
        if (!given) {
            throw new InvalidRequestException(
                    ErrorReason.NO_RANGES, "range", "the request has no range; give one");
        }
        return RangeChecks.range(range, "range");
    }

    private static long limit(long written) {
        return written == 0 ? PrimeListInput.UNLIMITED : written;
    }

    private static <T> StreamingRequest<T> streaming(
            PrimeListInput input,
            Priority priority,
            ExecutionPolicy policy,
            ResultChunks<T> chunks) {
        return new StreamingRequest<>(
                PrimeListJob.ID,
                input.encode(),
                priority,
                inBytes(policy),
                PrimeListJob.extent(input),
                PrimeListJob.windowBytes(input),
                chunks);
    }

    /** Shows what was asked for; in which form it was asked for is not remembered. */
    static void show(PrimeListInput input, JobSpec.Builder spec) {
        Range range = WireRanges.toWire(input.range());
        long limit = input.limit() == PrimeListInput.UNLIMITED ? 0 : input.limit();
        int size = input.pattern().size();
        if (size == PrimePattern.PRIMES.size()) {
            spec.setListPrimes(ListPrimesRequest.newBuilder().setRange(range).setLimit(limit));
        } else {
            spec.setListTuplets(
                    ListTupletsRequest.newBuilder().setRange(range).setSize(size).setLimit(limit));
        }
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
