package dev.forkyard.coordinator.schedule;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order in which they came, each of which holds its own links to its neighbors.
 * Confined to the loop thread. An item can be taken out from anywhere, and asked whether it is
 * there, without a search: with thousands of attempts in hand every table beside them is cold
 * memory.
 */
final class Chain<T> extends AbstractCollection<T> {
    /** An item's place in at most one chain at a time. */
    static final class Link<T> {
        private @Nullable T before;
        private @Nullable T after;
        private @Nullable Chain<T> chain;
    }

    private final Function<T, Link<T>> links;
    private @Nullable T first;
    private @Nullable T last;
    private int size;

    /** A chain of items by the links that the function names. */
    Chain(Function<T, Link<T>> links) {
        this.links = links;
    }

    void addLast(T item) {
        Link<T> link = links.apply(item);
        if (link.chain != null) {
            throw new IllegalArgumentException(item + " is in a chain already");
        }
        link.chain = this;
        link.before = last;
        if (last == null) {
            first = item;
        } else {
            links.apply(last).after = item;
        }
        last = item;
        size++;
    }

    /** Takes an item out; the caller knows that it is in. */
    void take(T item) {
        Link<T> link = links.apply(item);
        if (link.chain != this) {
            throw new IllegalArgumentException(item + " is not in this chain");
        }
        if (link.before == null) {
            first = link.after;
        } else {
            links.apply(link.before).after = link.after;
        }
        if (link.after == null) {
            last = link.before;
        } else {
            links.apply(link.after).before = link.before;
        }
        link.before = null;
        link.after = null;
        link.chain = null;
        size--;
    }

    boolean holds(T item) {
        return links.apply(item).chain == this;
    }

    @Nullable T peekFirst() {
        return first;
    }

    @Override
    public int size() {
        return size;
    }

    /** Over the items; the one just returned may not be taken out meanwhile. */
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private @Nullable T next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public T next() {
                T item = next;
                if (item == null) {
                    throw new NoSuchElementException();
                }
                next = links.apply(item).after;
                return item;
            }
        };
    }
}
