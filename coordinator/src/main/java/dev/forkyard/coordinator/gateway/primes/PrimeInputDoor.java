package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.gateway.JobInputDoor;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One question about primes as a job. Immutable.
 *
 * @param kind which of the inputs of a spec it is
 * @param type the job type that answers it
 * @param door its messages
 * @param asked the request in a spec
 * @param ask puts a request into a spec
 * @param answered puts a response into a result
 */
public record PrimeInputDoor<Q, A>(
        JobSpec.InputCase kind,
        JobTypeId type,
        PrimeDoor<Q, A> door,
        Function<JobSpec, Q> asked,
        BiConsumer<JobSpec.Builder, Q> ask,
        BiConsumer<JobResult.Builder, A> answered)
        implements JobInputDoor {
    @Override
    public byte[] encode(JobSpec spec) {
        String path = "spec." + kind.name().toLowerCase(Locale.ROOT) + ".";
        return door.encode(asked.apply(spec), path);
    }

    @Override
    public void show(byte[] input, int mostItems, JobSpec.Builder spec) {
        ask.accept(spec, door.request(input, mostItems));
    }

    @Override
    public void show(byte[] answer, JobResult.Builder result) {
        answered.accept(result, door.response(answer));
    }
}
