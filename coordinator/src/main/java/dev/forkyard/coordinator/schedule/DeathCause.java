package dev.forkyard.coordinator.schedule;

/** Why a worker died or had to be killed, as far as its last attempt is concerned. Immutable. */
public enum DeathCause {
    /** The process exited by itself, by {@code System.exit} or a halt. */
    EXITED(true),
    /** A fatal signal that comes from what the process did, such as SIGSEGV. */
    SIGNALLED(true),
    /** The JVM ended itself because its heap was full. */
    HEAP_OOM(true),
    /** Killed for its resident memory, by us or by the kernel. */
    MEMORY_LIMIT(true),
    /** Silent for too long although its process could run. */
    UNRESPONSIVE(true),
    /**
     * Killed because the attempt did not stop when it was told to; the attempt's {@link StopReason}
     * says what that means.
     */
    STOPPED(true),
    /**
     * Found frozen (stopped by a signal or by its cgroup) and killed. Once is bad luck; if it
     * happens to the same piece again, the piece is charged.
     */
    FROZEN(false),
    /** Killed from outside, by an operator, or lost with its link: nobody's fault. */
    WORKER_LOST(false);

    private final boolean charged;

    DeathCause(boolean charged) {
        this.charged = charged;
    }

    /** Whether the attempt that ran alone can have caused it. */
    public boolean charged() {
        return charged;
    }
}
