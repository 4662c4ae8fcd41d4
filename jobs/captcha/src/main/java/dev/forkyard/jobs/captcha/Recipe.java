package dev.forkyard.jobs.captcha;

import java.nio.ByteBuffer;

/** What every captcha of a job is made like. Equal recipes can share one supply. */
public sealed interface Recipe permits ImageRecipe, AudioRecipe, WorkRecipe {
    /** Which kind of captcha it makes. */
    CaptchaKind kind();

    /** A rough time for one captcha on one core, in nanoseconds; a hint for the first parts. */
    double unitNanos();

    /** A rough size of one captcha's media, in bytes; for sizing buffers. */
    int mediaBytes();

    /** Appends the recipe's own fields. */
    void write(ByteBuffer bytes);

    /** Reads the fields of a recipe of that kind. */
    static Recipe read(CaptchaKind kind, ByteBuffer bytes) {
        return switch (kind) {
            case IMAGE -> ImageRecipe.read(bytes);
            case AUDIO -> AudioRecipe.read(bytes);
            case ALTCHA -> WorkRecipe.read(bytes);
        };
    }
}
