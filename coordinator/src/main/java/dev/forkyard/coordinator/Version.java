package dev.forkyard.coordinator;

import java.util.Optional;

/** Which Forkyard this is. Stateless. */
public final class Version {
    private Version() {}

    /** The version in the jar's manifest, or {@code dev} when run from classes. */
    public static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
