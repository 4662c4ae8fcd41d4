package dev.forkyard.jobs.chaos;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job {@code chaos.items/1} is asked. Immutable.
 *
 * @param items how many, 1…{@value #ITEMS_MAX}; they are numbered from 0
 * @param work what each of them does
 * @param faults 0…{@value #FAULTS_MAX}; where several name one item, the first counts
 */
public record ChaosInput(long items, Work work, List<Fault> faults) {
    /** The most items of one job. */
    public static final long ITEMS_MAX = 100_000_000;

    /** The most faults of one job. */
    public static final int FAULTS_MAX = 64;

    // Layout, big-endian: version (1 byte), items (8), work (1), its milliseconds (4), number of
    // faults (2), then of each: kind (1), argument (8), start, end and step of its items (8 each).
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 16;
    private static final int FAULT_BYTES = 33;

    /**
     * @throws IllegalArgumentException if a number is out of its range or a fault names no item
     */
    public ChaosInput {
        faults = List.copyOf(faults);
        if (items < 1 || items > ITEMS_MAX) {
            throw new IllegalArgumentException(
                    "items must be 1…%d, was %s"
                            .formatted(ITEMS_MAX, Long.toUnsignedString(items)));
        }
        checkCount(faults.size());
        for (Fault fault : faults) {
            if (!fault.items().fitsIn(items)) {
                throw new IllegalArgumentException(
                        "fault %s names items beyond the last one, %d".formatted(fault, items - 1));
            }
        }
    }

    /** The input as bytes. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + FAULT_BYTES * faults.size());
        bytes.put(VERSION).putLong(items);
        bytes.put(work.kind().code()).putInt(work.millis()).putShort((short) faults.size());
        for (Fault fault : faults) {
            bytes.put(fault.kind().code()).putLong(fault.argument());
            ItemSet set = fault.items();
            bytes.putLong(set.start()).putLong(set.end()).putLong(set.step());
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static ChaosInput decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        try {
            checkVersion(bytes.get());
            long items = bytes.getLong();
            Work work = new Work(Work.Kind.ofCode(bytes.get()), bytes.getInt());
            int count = bytes.getShort();
            checkCount(count);
            List<Fault> faults = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                faults.add(fault(bytes));
            }
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException(
                        "chaos input has %d bytes behind its end".formatted(bytes.remaining()));
            }
            return new ChaosInput(items, work, faults);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "chaos input ends after %d bytes, in its middle".formatted(encoded.length), e);
        }
    }

    private static Fault fault(ByteBuffer bytes) {
        FaultKind kind = FaultKind.ofCode(bytes.get());
        long argument = bytes.getLong();
        ItemSet set = new ItemSet(bytes.getLong(), bytes.getLong(), bytes.getLong());
        return new Fault(kind, argument, set);
    }

    private static void checkVersion(byte found) {
        if (found != VERSION) {
            throw new IllegalArgumentException(
                    "chaos input has version %d, only %d is known".formatted(found, VERSION));
        }
    }

    private static void checkCount(int count) {
        if (count < 0 || count > FAULTS_MAX) {
            throw new IllegalArgumentException(
                    "input has %d faults, at most %d".formatted(count, FAULTS_MAX));
        }
    }
}
