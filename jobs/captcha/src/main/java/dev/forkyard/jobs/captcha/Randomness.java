package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.random.RandomStream;

/** Where a task takes its random numbers from. Tests give every item a stream of its own. */
@FunctionalInterface
interface Randomness {
    /** The stream for that item. */
    RandomStream forItem(long item);

    /** One secure stream for all items of a task function. */
    static Randomness secure() {
        RandomStream stream = RandomStream.secure();
        return item -> stream;
    }
}
