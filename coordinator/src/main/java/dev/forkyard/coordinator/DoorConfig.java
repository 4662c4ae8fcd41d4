package dev.forkyard.coordinator;

import dev.forkyard.coordinator.gateway.captcha.CaptchaConfig;
import dev.forkyard.coordinator.gateway.http.HttpConfig;

/**
 * How the public ports behave. Immutable.
 *
 * @param captcha how captchas are served
 * @param http who may ask the HTTP port for what
 */
public record DoorConfig(CaptchaConfig captcha, HttpConfig http) {
    /** What holds unless something is said. */
    public static final DoorConfig DEFAULT =
            new DoorConfig(CaptchaConfig.DEFAULT, HttpConfig.DEFAULT);

    /** The same without ports, in a process of the operator's own: answers are for the asking. */
    public static final DoorConfig PRIVATE =
            new DoorConfig(CaptchaConfig.DEFAULT.withAnswers(), HttpConfig.DEFAULT);
}
