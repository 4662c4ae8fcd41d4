package dev.forkyard.coordinator;

import dev.forkyard.coordinator.fleet.WorkerLaunch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Where workers find their classes: the jars that {@code worker.classpath} of the installation
 * lists ({@code -Dforkyard.home=DIR}), or, run from a build, this process's own class path.
 * Stateless.
 */
final class WorkerClassPath {
    private WorkerClassPath() {}

    static WorkerLaunch launch(int heapMegabytes, Path errorDirectory) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new WorkerLaunch(java, classPath(), heapMegabytes, errorDirectory);
    }

    private static String classPath() {
        String home = System.getProperty("forkyard.home");
        if (home == null) {
            return System.getProperty("java.class.path");
        }
        Path lib = Path.of(home, "lib");
        try {
            return Files.readAllLines(Path.of(home, "worker.classpath")).stream()
                    .filter(jar -> !jar.isBlank())
                    .map(jar -> lib.resolve(jar).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("the installation in " + home + " is incomplete", e);
        }
    }
}
