package dev.forkyard.client.cli.doctor;

/**
 * What one look found. Immutable.
 *
 * @param name what was looked at
 * @param verdict how it is
 * @param found what was found
 * @param advice what to do, empty if nothing
 */
record Check(String name, Verdict verdict, String found, String advice) {
    /** How something is. */
    enum Verdict {
        OK,
        WARN,
        FAIL
    }

    static Check ok(String name, String found) {
        return new Check(name, Verdict.OK, found, "");
    }

    static Check warn(String name, String found, String advice) {
        return new Check(name, Verdict.WARN, found, advice);
    }

    static Check fail(String name, String found, String advice) {
        return new Check(name, Verdict.FAIL, found, advice);
    }
}
