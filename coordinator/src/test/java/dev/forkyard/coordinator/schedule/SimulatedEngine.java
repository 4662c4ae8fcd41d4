package dev.forkyard.coordinator.schedule;

/** What executes attempts in virtual time, and what may happen to it. Confined to one thread. */
interface SimulatedEngine {
    void start(Command.StartAttempt command);

    void cancel(Command.CancelAttempt command);

    void yieldSoon(Command.YieldAttempt command);

    /** Brings the number of workers up to what is wanted, and says what slots there are. */
    void fill();

    /** The loop's tick. */
    void tick();

    /** Something befalls one of the workers from outside. */
    void strike();

    /** There are to be more or fewer workers. */
    void resize();

    /** All workers go at once, and none can be made for a while. */
    void outage(long nanos);

    /** The coordinator is gone, and with it all workers; a new one begins. */
    void restart();
}
