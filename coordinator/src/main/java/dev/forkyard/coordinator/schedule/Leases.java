package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attempts by their id, in no order. Confined to the loop thread.
 *
 * <p>Linear probing in one array, at most three quarters full (Knuth, The Art of Computer
 * Programming 3, 6.4, algorithms L and R): the lease itself holds its key, and the hashes lie
 * beside the table, so that no other lease is touched: with thousands in hand it is cold memory.
 */
final class Leases {
    private @Nullable Lease[] table = new Lease[64];
    private int[] hashes = new int[64];
    private int size;

    void add(Lease lease) {
        if (4 * (size + 1) > 3 * table.length) {
            grow();
        }
        place(lease);
        size++;
    }

    @Nullable Lease get(AttemptId id) {
        return table[placeOf(id)];
    }

    boolean containsKey(AttemptId id) {
        return get(id) != null;
    }

    /** Takes an attempt out, null if it is not there. */
    @Nullable Lease remove(AttemptId id) {
        int hole = placeOf(id);
        Lease lease = table[hole];
        if (lease == null) {
            return null;
        }
        size--;
        table[hole] = null;
        for (int place = next(hole); table[place] != null; place = next(place)) {
            // What could not stand at its own place because of the hole, or before it, moves up.
            int last = table.length - 1;
            if (((place - own(hashes[place])) & last) >= ((place - hole) & last)) {
                table[hole] = table[place];
                hashes[hole] = hashes[place];
                table[place] = null;
                hole = place;
            }
        }
        return lease;
    }

    /** All of them; for checks, since their order must decide nothing. */
    List<Lease> values() {
        List<Lease> leases = new ArrayList<>(size);
        for (Lease lease : table) {
            if (lease != null) {
                leases.add(lease);
            }
        }
        return leases;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Where an attempt stands, or the free place where it would. */
    private int placeOf(AttemptId id) {
        int hash = id.hashCode();
        int place = own(hash);
        Lease lease = table[place];
        while (lease != null && (hashes[place] != hash || !lease.id.equals(id))) {
            place = next(place);
            lease = table[place];
        }
        return place;
    }

    private void place(Lease lease) {
        int place = placeOf(lease.id);
        if (table[place] != null) {
            throw new IllegalArgumentException(lease.id + " is there already");
        }
        table[place] = lease;
        hashes[place] = lease.id.hashCode();
    }

    private void grow() {
        List<Lease> leases = values();
        table = new Lease[2 * table.length];
        hashes = new int[table.length];
        leases.forEach(this::place);
    }

    /** Fibonacci hashing: tasks are numbered one by one, which alone would make long runs. */
    private int own(int hash) {
        return (hash * 0x9e3779b9) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
    }

    private int next(int place) {
        return (place + 1) & (table.length - 1);
    }
}
