package dev.forkyard.coordinator.gateway.chaos;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.gateway.JobInputDoor;
import dev.forkyard.jobs.chaos.ChaosInput;
import dev.forkyard.jobs.chaos.ChaosJob;
import dev.forkyard.jobs.chaos.ChaosTotal;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;

/** Chaos as jobs, where test jobs are enabled. Immutable. */
public final class ChaosInputDoor implements JobInputDoor {
    private final boolean enabled;

    /**
     * @param enabled whether jobs that misbehave on purpose are taken
     */
    public ChaosInputDoor(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public JobSpec.InputCase kind() {
        return JobSpec.InputCase.CHAOS_ITEMS;
    }

    @Override
    public JobTypeId type() {
        return ChaosJob.ID;
    }

    @Override
    public boolean isOpen() {
        return enabled;
    }

    @Override
    public byte[] encode(JobSpec spec) {
        if (!enabled) {
            throw ChaosDoor.notEnabled();
        }
        return ChaosDoor.input(spec.getChaosItems(), "spec.chaos_items.").encode();
    }

    @Override
    public void show(byte[] input, int mostItems, JobSpec.Builder spec) {
        spec.setChaosItems(ChaosDoor.request(ChaosInput.decode(input)));
    }

    @Override
    public void show(byte[] answer, JobResult.Builder result) {
        result.setChaosItems(ChaosDoor.response(ChaosTotal.decode(answer)));
    }
}
