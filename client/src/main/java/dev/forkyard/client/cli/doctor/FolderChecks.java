package dev.forkyard.client.cli.doctor;

import dev.forkyard.client.cli.session.CliEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders in which coordinators keep their state. Stateless. */
final class FolderChecks {
    private FolderChecks() {}

    static Check data(CliEnvironment environment) {
        String home = environment.variable("HOME").orElse(System.getProperty("user.home", "/"));
        Path state =
                environment
                        .variable("XDG_STATE_HOME")
                        .map(Path::of)
                        .orElse(Path.of(home, ".local", "state"));
        return writable(
                "data", state.resolve("forkyard"), "make it yours, or start with --data DIR");
    }

    static Check runtime(CliEnvironment environment) {
        Path folder = environment.variable("XDG_RUNTIME_DIR").map(Path::of).orElse(Path.of("/tmp"));
        return writable("runtime", folder, "set XDG_RUNTIME_DIR to a folder of yours");
    }

    /** A folder that does not exist yet is fine if the first existing one above it is writable. */
    private static Check writable(String name, Path folder, String advice) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            return Check.fail(name, existing + " is not a folder", advice);
        }
        if (!Files.isWritable(existing)) {
            return Check.fail(name, existing + " is not writable", advice);
        }
        return Check.ok(name, folder + (Files.exists(folder) ? "" : " (will be created)"));
    }
}
