package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.JobId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Takes the results of a job's stages in order, now quickly, now after a long pause, all that is
 * there or a few. Throws {@link AssertionError} if a number comes twice. Confined to one thread.
 */
final class SimulatedReader {
    private static final long PAUSE_MOST_NANOS = 300_000_000;

    /** One stage: what it got and has not taken, by the first number. */
    private static final class Reading {
        final int index;
        final StageShape shape;
        final Map<Long, UnsignedRange> untaken = new TreeMap<>(Long::compareUnsigned);
        long next;
        boolean reads;

        Reading(int index, StageShape shape) {
            this.index = index;
            this.shape = shape;
            this.next = shape.extent().start();
        }
    }

    private final Agenda agenda;
    private final Postman postman;
    private final SplittableRandom random;
    private final JobId job;
    private final List<Reading> stages = new ArrayList<>();
    private Runnable whenDone = () -> {};
    private boolean gone;

    SimulatedReader(Agenda agenda, Postman postman, SplittableRandom random, SimulatedJob job) {
        this.agenda = agenda;
        this.postman = postman;
        this.random = random;
        this.job = job.id();
        for (int index = 0; index < job.stages().size(); index++) {
            stages.add(new Reading(index, job.stages().get(index)));
        }
    }

    /** A result of some stage, in order or not. */
    void accepted(int stage, UnsignedRange part) {
        Reading reading = stages.get(stage);
        if (!reading.shape.isInOrder()) {
            return;
        }
        boolean early = Long.compareUnsigned(part.start(), reading.next) >= 0;
        if (!early || reading.untaken.put(part.start(), part) != null) {
            throw new AssertionError("%s of %s comes twice".formatted(part, job));
        }
        readSoon(reading);
    }

    /** Calls back once everything is taken, which may be now. */
    void whenDone(Runnable callback) {
        whenDone = callback;
        tellIfDone();
    }

    /** Nothing is read any more. */
    void leave() {
        gone = true;
    }

    private void readSoon(Reading reading) {
        if (!reading.reads) {
            reading.reads = true;
            long most = random.nextInt(8) == 0 ? PAUSE_MOST_NANOS : 1_000_000;
            agenda.in(random.nextLong(most), () -> read(reading));
        }
    }

    private void read(Reading reading) {
        if (gone) {
            return;
        }
        reading.reads = false;
        int few = random.nextInt(4) == 0 ? 1 : Integer.MAX_VALUE;
        UnsignedRange part = reading.untaken.remove(reading.next);
        for (int taken = 1; part != null; taken++) {
            reading.next = part.end();
            part = taken < few ? reading.untaken.remove(reading.next) : null;
        }
        long takenTo = reading.next;
        postman.send(at -> new Event.ResultsTaken(at, job, reading.index, takenTo));
        if (reading.untaken.containsKey(reading.next)) {
            readSoon(reading);
        }
        tellIfDone();
    }

    private void tellIfDone() {
        for (Reading reading : stages) {
            boolean all = reading.next == reading.shape.extent().end();
            if (reading.shape.isInOrder() && !all) {
                return;
            }
        }
        Runnable told = whenDone;
        whenDone = () -> {};
        told.run();
    }
}
