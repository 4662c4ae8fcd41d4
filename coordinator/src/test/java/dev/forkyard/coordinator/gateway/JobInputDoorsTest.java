package dev.forkyard.coordinator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.coordinator.gateway.chaos.ChaosInputDoor;
import dev.forkyard.coordinator.gateway.primes.PrimeInputDoors;
import dev.forkyard.proto.v1.JobSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobInputDoorsTest {
    @Test
    void refusalNamesTestJobsOnlyWhereTheyAreTaken() {
        assertThat(refusal(false)).endsWith("it runs sum_primes");
        assertThat(refusal(true)).endsWith("it runs sum_primes, chaos_items");
    }

    private static String refusal(boolean testJobs) {
        JobInputDoors doors =
                new JobInputDoors(
                        List.of(PrimeInputDoors.SUM, new ChaosInputDoor(testJobs)),
                        JobCatalog.fromClassPath());
        InvalidRequestException refused =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> doors.of(JobSpec.getDefaultInstance()));
        assertThat(refused.reason()).isEqualTo(ErrorReason.UNKNOWN_JOB_TYPE);
        return String.valueOf(refused.getMessage());
    }
}
