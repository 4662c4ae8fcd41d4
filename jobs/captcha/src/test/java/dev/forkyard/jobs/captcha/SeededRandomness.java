package dev.forkyard.jobs.captcha;

import dev.forkyard.jobs.captcha.random.RandomStream;
import java.nio.ByteBuffer;

/** The same random numbers for the same seed and item. */
final class SeededRandomness {
    private SeededRandomness() {}

    static Randomness of(long seed) {
        return item ->
                RandomStream.seeded(ByteBuffer.allocate(32).putLong(seed).putLong(item).array());
    }
}
