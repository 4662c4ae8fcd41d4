package dev.forkyard.benchmarks.captcha;

/** Something that makes captchas of six characters on 200×70 pixels. Confined to one thread. */
interface Generator {
    int WIDTH = 200;
    int HEIGHT = 70;
    int LENGTH = 6;

    /** Its name in tables and folders. */
    String name();

    /** Makes one, encoded as it would be sent. */
    Drawn draw();

    /**
     * A captcha. Immutable by contract.
     *
     * @param answer what is to be read
     * @param media PNG or WAV
     */
    record Drawn(String answer, byte[] media) {}
}
