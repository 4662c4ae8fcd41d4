package dev.forkyard.common.job;

/**
 * A context that asks a task to stop at a chosen look, and notes what the task does then. Confined
 * to one thread.
 */
public final class ScriptedTaskContext implements TaskContext {
    private final long cancelAtLook;
    private final long yieldAtLook;
    private long looks;
    private long looksAfterStop;
    private boolean progressed;
    private long finishedTo;
    private boolean backwards;

    private ScriptedTaskContext(long cancelAtLook, long yieldAtLook) {
        this.cancelAtLook = cancelAtLook;
        this.yieldAtLook = yieldAtLook;
    }

    /** A context that never asks to stop. */
    public static ScriptedTaskContext undisturbed() {
        return new ScriptedTaskContext(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** A context that is cancelled from that look on, counted from 1. */
    public static ScriptedTaskContext cancelledAtLook(long look) {
        return new ScriptedTaskContext(look, Long.MAX_VALUE);
    }

    /** A context that asks to yield from that look on, but not before some progress. */
    public static ScriptedTaskContext yieldingAtLook(long look) {
        return new ScriptedTaskContext(Long.MAX_VALUE, look);
    }

    @Override
    public boolean cancelled() {
        looks++;
        boolean cancelled = looks >= cancelAtLook;
        looksAfterStop += cancelled ? 1 : 0;
        return cancelled;
    }

    @Override
    public boolean yieldRequested() {
        boolean yielding = progressed && looks >= yieldAtLook;
        looksAfterStop += yielding ? 1 : 0;
        return yielding;
    }

    @Override
    public void progress(long finishedTo) {
        backwards |= progressed && Long.compareUnsigned(finishedTo, this.finishedTo) < 0;
        progressed = true;
        this.finishedTo = finishedTo;
    }

    /** How often the task asked whether it is cancelled. */
    public long looks() {
        return looks;
    }

    /** How often the task was told to stop, the first time included. */
    public long looksAfterStop() {
        return looksAfterStop;
    }

    /** Whether some progress was reported. */
    public boolean progressed() {
        return progressed;
    }

    /** The last progress, if there was any. */
    public long finishedTo() {
        return finishedTo;
    }

    /** Whether progress ever went backwards. */
    public boolean wentBackwards() {
        return backwards;
    }
}
