package dev.forkyard.client.cli.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The process's own SIGINT or SIGTERM as an event. Thread-safe: fired by the JVM's shutdown thread,
 * registered by the command's thread.
 */
public final class Interruption {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean fired;

    /** Nothing happened yet. */
    public Interruption() {}

    /**
     * Does some work during which {@code action} runs when the process is asked to end, at once if
     * it was already. The action runs on another thread.
     */
    public <T> T during(Supplier<T> work, Runnable action) {
        boolean late;
        synchronized (actions) {
            late = fired;
            actions.add(action);
        }
        if (late) {
            action.run();
        }
        try {
            return work.get();
        } finally {
            synchronized (actions) {
                actions.remove(action);
            }
        }
    }

    /** The process is asked to end: runs the actions, the latest first, and returns after them. */
    public void fire() {
        List<Runnable> due;
        synchronized (actions) {
            fired = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        for (int i = due.size() - 1; i >= 0; i--) {
            due.get(i).run();
        }
    }

    /** Tells whether the process was asked to end. */
    public boolean fired() {
        synchronized (actions) {
            return fired;
        }
    }
}
