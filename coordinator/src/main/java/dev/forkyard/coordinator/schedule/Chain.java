package dev.forkyard.coordinator.schedule;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order in which they came, each of which is or holds its own links to its neighbors.
 * Confined to the loop thread. An item can be taken out from anywhere, and asked whether it is
 * there, without a search: with thousands of attempts in hand every table beside them is cold
 * memory, and so is every object of its own.
 */
final class Chain<T> extends AbstractCollection<T> {
    /** An item's place in at most one chain at a time. */
    abstract static class Link<T> {
        private @Nullable Link<T> before;
        private @Nullable Link<T> after;
        private @Nullable Chain<T> chain;

        /** Whose place it is. */
        abstract T item();
    }

    /** The place of an item that has another one in itself already. */
    static final class Place<T> extends Link<T> {
        private final T item;

        Place(T item) {
            this.item = item;
        }

        @Override
        T item() {
            return item;
        }
    }

    private @Nullable Link<T> first;
    private @Nullable Link<T> last;
    private int size;

    void addLast(Link<T> link) {
        if (link.chain != null) {
            throw new IllegalArgumentException(link.item() + " is in a chain already");
        }
        link.chain = this;
        link.before = last;
        if (last == null) {
            first = link;
        } else {
            last.after = link;
        }
        last = link;
        size++;
    }

    /**
     * Takes an item out.
     *
     * @throws IllegalArgumentException if it is not in this chain
     */
    void take(Link<T> link) {
        if (link.chain != this) {
            throw new IllegalArgumentException(link.item() + " is not in this chain");
        }
        if (link.before == null) {
            first = link.after;
        } else {
            link.before.after = link.after;
        }
        if (link.after == null) {
            last = link.before;
        } else {
            link.after.before = link.before;
        }
        link.before = null;
        link.after = null;
        link.chain = null;
        size--;
    }

    boolean holds(Link<T> link) {
        return link.chain == this;
    }

    @Nullable T peekFirst() {
        return first == null ? null : first.item();
    }

    @Override
    public int size() {
        return size;
    }

    /** Over the items; the one to come next may not be taken out meanwhile. */
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private @Nullable Link<T> next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public T next() {
                Link<T> link = next;
                if (link == null) {
                    throw new NoSuchElementException();
                }
                next = link.after;
                return link.item();
            }
        };
    }
}
