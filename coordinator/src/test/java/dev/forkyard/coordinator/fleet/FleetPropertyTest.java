package dev.forkyard.coordinator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.schedule.SlotOffer;
import dev.forkyard.coordinator.schedule.StopReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fleet under random events; its seed is the test's argument. */
class FleetPropertyTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 400;
    private static final int[] STATUSES = {0, 1, 3, 134, 137, 139, 143};

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void offersAreHonestAndEveryAttemptEndsOnce(long seed) {
        World world = new World(seed);

        for (int step = 0; step < STEPS; step++) {
            world.anything();
            world.check();
        }
        world.settle();

        world.checkSettled();
    }

    /** Processes that do what they are told, sooner or later or not at all. */
    private static final class World {
        private final Random random;
        private final FleetConfig config;
        private final Fleet fleet;
        private final Set<WorkerId> alive = new LinkedHashSet<>();
        private final Set<WorkerId> killed = new LinkedHashSet<>();
        private final Set<WorkerId> told = new LinkedHashSet<>();
        private final Map<AttemptId, WorkerId> inHand = new LinkedHashMap<>();
        private final Map<WorkerId, FleetCommand.WarmUp> warming = new LinkedHashMap<>();
        private final Set<AttemptId> ended = new LinkedHashSet<>();
        private List<SlotOffer> open = List.of();
        private boolean settling;
        private long nowNanos;
        private int tasks;

        World(long seed) {
            random = new Random(seed);
            int tasksMax = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : FleetConfig.UNLIMITED;
            long ageMax =
                    random.nextInt(3) == 0
                            ? (1 + random.nextInt(5000)) * FleetScript.MILLI
                            : FleetConfig.FOREVER;
            config =
                    FleetConfig.of(1 + random.nextInt(6))
                            .withSpares(random.nextInt(3))
                            .withRecycling(tasksMax, ageMax)
                            .withWarmUps(random.nextInt(4));
            fleet = new Fleet(config);
        }

        void anything() {
            nowNanos += random.nextInt(100) * FleetScript.MILLI;
            switch (random.nextInt(18)) {
                case 16, 17 -> some(warming.keySet(), this::warmedUp);
                case 0, 1 -> fleet.timePassed(nowNanos);
                case 2, 3 -> some(alive, worker -> fleet.registered(worker, nowNanos));
                case 4, 5, 6 -> give();
                case 7, 8 -> someAttempt(this::finish);
                case 9 -> someAttempt(this::stop);
                case 10 -> some(alive, worker -> fleet.linkLost(worker, nowNanos));
                case 11 -> some(alive, worker -> exit(worker, STATUSES[random.nextInt(7)]));
                case 12 -> some(killed, worker -> exit(worker, 137));
                case 13 -> operate();
                case 14 -> some(alive, this::trouble);
                default -> some(alive, worker -> fleet.heard(worker, nowNanos));
            }
            look();
        }

        void check() {
            List<WorkerId> offered = open.stream().map(SlotOffer::worker).toList();
            long takenPlaces =
                    fleet.members().stream().filter(Member::takesPlaceWhileLeaving).count();
            assertThat(offered.size() + takenPlaces)
                    .as("offered and taken places")
                    .isLessThanOrEqualTo(Math.max(fleet.wanted(), takenPlaces));
            assertThat(offered).noneMatch(killed::contains).noneMatch(told::contains);
            assertThat(alive).containsAll(offered);
            for (SlotOffer offer : open) {
                assertThat(offer.tasksLeft()).isPositive();
            }
            long ofUse = fleet.members().stream().filter(Member::isOfUse).count();
            assertThat(ofUse).isLessThanOrEqualTo(fleet.wanted() + config.spares());
            long spares = fleet.members().stream().filter(m -> m.isReady() && !m.offered).count();
            assertThat(spares == 0 || offered.size() + takenPlaces >= fleet.wanted())
                    .as("a spare waits while a place is free")
                    .isTrue();
        }

        /** No more faults: everybody does what it is told. */
        void settle() {
            settling = true;
            for (int round = 0; round < 400; round++) {
                nowNanos += 100 * FleetScript.MILLI;
                fleet.timePassed(nowNanos);
                look();
                for (WorkerId worker : List.copyOf(killed)) {
                    exit(worker, 137);
                }
                for (WorkerId worker : List.copyOf(warming.keySet())) {
                    warmedUp(worker);
                }
                for (AttemptId attempt : List.copyOf(inHand.keySet())) {
                    finish(attempt);
                }
                for (WorkerId worker : List.copyOf(told)) {
                    exit(worker, 0);
                }
                for (WorkerId worker : List.copyOf(alive)) {
                    fleet.heard(worker, nowNanos);
                    fleet.registered(worker, nowNanos);
                }
                look();
            }
        }

        void checkSettled() {
            assertThat(inHand).isEmpty();
            assertThat(ended).hasSize(tasks);
            assertThat(open).hasSize(fleet.wanted());
            // Aged ones go on being replaced.
            alive.removeAll(told);
            assertThat(alive).hasSize(fleet.wanted() + config.spares());
        }

        private void give() {
            if (open.isEmpty()) {
                return;
            }
            WorkerId worker = open.get(random.nextInt(open.size())).worker();
            AttemptId attempt = FleetScript.attempt(++tasks);
            inHand.put(attempt, worker);
            JobTypeId type = new JobTypeId("type" + random.nextInt(6), 1);
            if (fleet.attempts().given(worker, attempt, nowNanos)) {
                fleet.warmUps().serves(worker, type, nowNanos);
                fleet.warmUps().served(worker, type, random.nextInt(1 << 30), nowNanos);
            }
        }

        private void warmedUp(WorkerId worker) {
            FleetCommand.WarmUp order = warming.remove(worker);
            if (order != null) {
                fleet.warmUps()
                        .warmedUp(
                                worker,
                                order.type(),
                                random.nextLong(order.cpuNanosMax() + 1),
                                nowNanos);
            }
        }

        private void finish(AttemptId attempt) {
            WorkerId worker = inHand.get(attempt);
            if (worker != null && fleet.attempts().over(worker, attempt, nowNanos)) {
                end(attempt);
            }
        }

        private void stop(AttemptId attempt) {
            WorkerId worker = inHand.get(attempt);
            if (worker != null) {
                StopReason[] reasons = StopReason.values();
                fleet.attempts()
                        .stopped(
                                worker,
                                attempt,
                                reasons[random.nextInt(reasons.length)],
                                random.nextInt(2000) * FleetScript.MILLI,
                                nowNanos);
            }
        }

        private void operate() {
            if (random.nextInt(3) == 0) {
                fleet.wishes().resize(1 + random.nextInt(6), nowNanos);
            } else if (random.nextBoolean()) {
                some(alive, worker -> fleet.wishes().kill(worker, nowNanos));
            } else {
                some(alive, worker -> fleet.wishes().drain(worker, nowNanos));
            }
        }

        private void trouble(WorkerId worker) {
            switch (random.nextInt(3)) {
                case 0 -> fleet.overMemory(worker, "too much", nowNanos);
                case 1 -> fleet.inspected(worker, random.nextBoolean() ? 'T' : 'S', 1, nowNanos);
                default -> fleet.dumped(worker, nowNanos);
            }
        }

        private void exit(WorkerId worker, int status) {
            alive.remove(worker);
            killed.remove(worker);
            told.remove(worker);
            warming.remove(worker);
            fleet.exited(worker, new WorkerExit(status, ""), nowNanos);
            look();
        }

        private void look() {
            for (FleetCommand command : fleet.takeCommands()) {
                if (command instanceof FleetCommand.ForkWorker fork) {
                    if (!settling && random.nextInt(20) == 0) {
                        fleet.forkFailed(fork.worker(), "no memory", nowNanos);
                    } else {
                        alive.add(fork.worker());
                    }
                } else if (command instanceof FleetCommand.KillWorker kill) {
                    killed.add(kill.worker());
                } else if (command instanceof FleetCommand.DrainWorker drain) {
                    told.add(drain.worker());
                } else if (command instanceof FleetCommand.AnnounceSlots slots) {
                    open = slots.open();
                } else if (command instanceof FleetCommand.WarmUp order) {
                    assertThat(warming.put(order.worker(), order)).as("one at a time").isNull();
                    assertThat(inHand).doesNotContainValue(order.worker());
                    assertThat(told).doesNotContain(order.worker());
                } else if (command instanceof FleetCommand.WarmUpLink order) {
                    assertThat(warming).doesNotContainKey(order.worker());
                    assertThat(inHand).doesNotContainValue(order.worker());
                    fleet.warmUps().warmedLink(order.worker(), nowNanos);
                } else if (command instanceof FleetCommand.EndAttempt end) {
                    assertThat(inHand).containsEntry(end.attempt(), end.worker());
                    end(end.attempt());
                }
            }
        }

        private void end(AttemptId attempt) {
            assertThat(inHand.remove(attempt)).isNotNull();
            assertThat(ended.add(attempt)).as("%s ends once", attempt).isTrue();
        }

        private void some(Set<WorkerId> from, Consumer<WorkerId> what) {
            if (!from.isEmpty()) {
                what.accept(new ArrayList<>(from).get(random.nextInt(from.size())));
            }
        }

        private void someAttempt(Consumer<AttemptId> what) {
            if (!inHand.isEmpty()) {
                what.accept(new ArrayList<>(inHand.keySet()).get(random.nextInt(inHand.size())));
            }
        }
    }
}
