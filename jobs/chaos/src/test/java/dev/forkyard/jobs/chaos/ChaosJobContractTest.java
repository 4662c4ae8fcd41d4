package dev.forkyard.jobs.chaos;

import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeContract;
import java.util.Collections;
import java.util.List;

class ChaosJobContractTest extends JobTypeContract {
    @Override
    protected JobType newType() {
        return new ChaosJob();
    }

    @Override
    protected List<byte[]> smallInputs() {
        Fault pause = new Fault(FaultKind.IGNORE_CANCEL, 1, ItemSet.every(5));
        return List.of(
                new ChaosInput(20_000, Work.NOOP, List.of()).encode(),
                new ChaosInput(1, Work.NOOP, List.of()).encode(),
                new ChaosInput(10, new Work(Work.Kind.SLEEP, 1), List.of()).encode(),
                new ChaosInput(10, new Work(Work.Kind.SPIN, 1), List.of(pause)).encode());
    }

    @Override
    protected byte[] largestInput() {
        Fault fault = Fault.of(FaultKind.THROW, ItemSet.every(1));
        return new ChaosInput(
                        ChaosInput.ITEMS_MAX,
                        Work.NOOP,
                        Collections.nCopies(ChaosInput.FAULTS_MAX, fault))
                .encode();
    }

    @Override
    protected byte[] stoppableInput() {
        return new ChaosInput(100_000, Work.NOOP, List.of()).encode();
    }

    @Override
    protected byte[] brokenInput() {
        return new byte[] {1, 0, 0, 0};
    }
}
