package dev.forkyard.coordinator.gateway.cluster;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerAdmin;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.gateway.Quotation;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What operators order about workers, checked. Thread-safe; no call blocks. */
final class WorkerOrders {
    private static final int WORKERS_MAX = 1024;
    private static final Pattern NAME = Pattern.compile("w([1-9][0-9]{0,17})");

    private final WorkerAdmin admin;

    WorkerOrders(WorkerAdmin admin) {
        this.admin = admin;
    }

    /** Completes, or fails as WORKER_NOT_FOUND. */
    CompletableFuture<Void> kill(String name) {
        return found(name, admin.kill(id(name)));
    }

    /** Completes, or fails as WORKER_NOT_FOUND. */
    CompletableFuture<Void> drain(String name) {
        return found(name, admin.drain(id(name)));
    }

    /**
     * Completes with the number of before.
     *
     * @throws InvalidRequestException as INVALID_OPTION
     */
    CompletableFuture<Integer> resize(int workers) {
        if (workers < 1 || workers > WORKERS_MAX) {
            throw new InvalidRequestException(
                    ErrorReason.INVALID_OPTION,
                    "workers",
                    "workers must be 1…%d, was %s"
                            .formatted(WORKERS_MAX, Integer.toUnsignedString(workers)));
        }
        return admin.resize(workers);
    }

    /**
     * What a worker prints.
     *
     * @throws NotFoundException as WORKER_NOT_FOUND
     */
    WorkerOutput output(String name) {
        return admin.output(id(name)).orElseThrow(() -> unknown(name));
    }

    private static CompletableFuture<Void> found(String name, CompletableFuture<Boolean> order) {
        return order.thenAccept(
                found -> {
                    if (!found) {
                        throw unknown(name);
                    }
                });
    }

    private static WorkerId id(String name) {
        Matcher form = NAME.matcher(name);
        if (!form.matches()) {
            throw unknown(name);
        }
        return new WorkerId(Long.parseLong(form.group(1)));
    }

    private static NotFoundException unknown(String name) {
        String shown = Quotation.of(name);
        return new NotFoundException(
                ErrorReason.WORKER_NOT_FOUND,
                "worker_id",
                shown,
                "no worker '"
                        + shown
                        + "' lives here; ListWorkers (forkyard workers list) has those that do");
    }
}
