package dev.forkyard.coordinator;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The command line of {@link CoordinatorMain}. Immutable. */
record CoordinatorArguments(CoordinatorConfig config) {
    private static final int PORT_MAX = 65_535;

    /**
     * Reads {@code --workers N --listen HOST:PORT --http-listen HOST:PORT|off --data DIR
     * --drain-timeout SECONDS --spares N --max-tasks-per-worker N --max-worker-age TIME
     * --worker-memory SIZE --worker-heap SIZE --enable-test-jobs --captcha-answers
     * --captcha-lifetime TIME --captcha-ready N --rate-limit N/s|off --trusted-proxy ADDRESS
     * --allow-host NAME --allow-origin ORIGIN}; the last three as often as needed.
     *
     * @throws IllegalArgumentException with a line for the user
     */
    static CoordinatorArguments parse(List<String> words) {
        int workers = CoordinatorConfig.defaultWorkers();
        InetSocketAddress grpc = new InetSocketAddress("127.0.0.1", 50051);
        Optional<InetSocketAddress> http = Optional.empty();
        Optional<Path> data = Optional.empty();
        Duration drain = CoordinatorConfig.DRAIN_TIMEOUT_DEFAULT;
        WorkerArguments worker = new WorkerArguments();
        DoorArguments doors = new DoorArguments();
        boolean testJobs = false;
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i);
            if (option.equals("--enable-test-jobs")) {
                testJobs = true;
                continue;
            }
            if (doors.takes(option)) {
                continue;
            }
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException("option '" + option + "' needs a value");
            }
            String value = words.get(++i);
            switch (option) {
                case "--workers" -> workers = number(option, value, 1, 1024);
                case "--listen" -> grpc = address(option, value);
                case "--http-listen" ->
                        http =
                                value.equals("off")
                                        ? Optional.empty()
                                        : Optional.of(address(option, value));
                case "--data" -> data = Optional.of(Path.of(value).toAbsolutePath().normalize());
                case "--drain-timeout" ->
                        drain = Duration.ofSeconds(number(option, value, 0, 86_400));
                default -> {
                    if (!worker.takes(option, value) && !doors.takes(option, value)) {
                        throw new IllegalArgumentException("unknown option '" + option + "'");
                    }
                }
            }
        }
        // Refuses a memory limit that this host does not have, before anything is started.
        worker.config().memory(workers);
        return new CoordinatorArguments(
                new CoordinatorConfig(
                        workers,
                        Optional.of(grpc),
                        http,
                        data,
                        drain,
                        true,
                        testJobs,
                        worker.config(),
                        doors.config(grpc, http)));
    }

    static int number(String option, String value, int least, int most) {
        if (!value.matches("[0-9]{1,9}")
                || Integer.parseInt(value) < least
                || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(
                    "%s must be %d…%d, was '%s'".formatted(option, least, most, value));
        }
        return Integer.parseInt(value);
    }

    private static InetSocketAddress address(String option, String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(option + " must be HOST:PORT, was '" + value + "'");
        }
        int port = number(option, value.substring(colon + 1), 1, PORT_MAX);
        InetSocketAddress address = new InetSocketAddress(value.substring(0, colon), port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    option + ": host '" + value.substring(0, colon) + "' is unknown");
        }
        return address;
    }
}
