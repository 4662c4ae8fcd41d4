package dev.forkyard.coordinator.captcha;

import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.Recipe;
import java.util.List;

/** Has captchas made. Thread-safe; no call blocks. */
public interface CaptchaSource {
    /** Told once of one order's end, on any thread. Must not block. */
    interface Delivery {
        /** These were made: as many as were ordered. */
        void made(List<Captcha> captchas);

        /** None will come. */
        void failed(ForkyardException why);
    }

    /** How much an order matters beside other work. */
    enum Urgency {
        /** Somebody waits for one of them, or soon will. */
        SINGLES,
        /** They are part of a long list. */
        BULK
    }

    /**
     * Orders captchas.
     *
     * @param count 1…{@value dev.forkyard.jobs.captcha.CaptchaBatch#GATHERED_MAX}
     * @return gives the order up; the delivery then may or may not be told of its failure
     */
    Runnable order(Recipe recipe, int count, Urgency urgency, Delivery delivery);
}
