package dev.forkyard.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forkyard.coordinator.fleet.FleetConfig;
import dev.forkyard.coordinator.fleet.MemoryLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatorArgumentsTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void defaultsOfWorkersLives() {
        WorkerConfig worker = CoordinatorArguments.parse(List.of()).config().worker();

        assertThat(worker).isEqualTo(WorkerConfig.DEFAULT);
        assertThat(worker.spares()).isEqualTo(1);
        assertThat(worker.tasksMax()).isEqualTo(FleetConfig.UNLIMITED);
        assertThat(worker.ageMax()).isEmpty();
        assertThat(worker.memoryBytes()).isEmpty();
        assertThat(worker.heapMegabytes()).isEqualTo(448);
        assertThat(CoordinatorConfig.privatePool(1).worker().spares()).isZero();
    }

    @Test
    void everyOptionOfWorkersLivesIsRead() {
        List<String> words =
                List.of(
                        "--workers",
                        "1",
                        "--spares",
                        "0",
                        "--max-tasks-per-worker",
                        "7",
                        "--max-worker-age",
                        "90s",
                        "--worker-memory",
                        "200m",
                        "--worker-heap",
                        "64M");

        assertThat(CoordinatorArguments.parse(words).config().worker())
                .isEqualTo(
                        new WorkerConfig(
                                0,
                                7,
                                Optional.of(Duration.ofSeconds(90)),
                                OptionalLong.of(200L << 20),
                                64));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--spares|65|--spares must be 0…64, was '65'",
                "--max-tasks-per-worker|0|--max-tasks-per-worker must be 1…999999999, was '0'",
                "--max-worker-age|10|--max-worker-age must be a time such as 30s, 10m or 1h, was '10'",
                "--max-worker-age|0s|--max-worker-age must be 1ms…365d, was '0s'",
                "--worker-memory|512|--worker-memory must be a size such as 512m or 2g, was '512'",
                "--worker-heap|1m|--worker-heap must be 16m…1024g, was '1m'",
                "--sparse|1|unknown option '--sparse'"
            })
    void badValuesAreRefusedInOneLine(String option, String value, String message) {
        assertThatThrownBy(() -> CoordinatorArguments.parse(List.of(option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void limitsThatTheHostDoesNotHaveAreRefused() {
        assertThatThrownBy(() -> MemoryLimit.of(OptionalLong.of(GIBIBYTE), 3, 128, 2 * GIBIBYTE))
                .hasMessage(
                        "--worker-memory must be at most 682 MiB for 3 workers and spares on this"
                                + " host of 2048 MiB, was 1024 MiB; use fewer");
        assertThat(MemoryLimit.of(OptionalLong.of(GIBIBYTE), 2, 128, 2 * GIBIBYTE).bytes())
                .isEqualTo(GIBIBYTE);
    }

    @Test
    void defaultLimitFollowsTheHostButHoldsAFullHeap() {
        assertThat(MemoryLimit.of(OptionalLong.empty(), 3, 128, 16 * GIBIBYTE).bytes())
                .isEqualTo(512L << 20);
        assertThat(MemoryLimit.of(OptionalLong.empty(), 3, 128, GIBIBYTE + GIBIBYTE / 4).bytes())
                .isEqualTo(320L << 20);
        assertThat(MemoryLimit.of(OptionalLong.empty(), 100, 128, GIBIBYTE).bytes())
                .isEqualTo(256L << 20);
    }
}
