package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.JobId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The core or the fleet with one flaw: a line of its source is changed, compiled anew and loaded
 * beside the real one, together with the simulator. So nothing in the core is there for the sake of
 * this, and what is found is found in the core itself. Immutable.
 *
 * @param flaw what it does wrong
 * @param source the class whose source is changed, with its folder
 * @param right the text, there exactly once
 * @param wrong what stands there instead
 */
record Mutant(String flaw, String source, String right, String wrong) {
    private static final String PACKAGE = "dev.forkyard.coordinator.";
    private static final Path SOURCES =
            Path.of("src/main/java/" + PACKAGE.replace('.', '/')).toAbsolutePath();

    /** Loads it; what is returned lives one seed. */
    LongConsumer load(Path directory) {
        compile(directory);
        return loaded(directory);
    }

    /** The core as it is, loaded in the same way. */
    static LongConsumer loadUnchanged(Path directory) {
        return loaded(directory);
    }

    private void compile(Path directory) {
        try {
            String text = Files.readString(SOURCES.resolve(source + ".java"));
            int at = text.indexOf(right);
            if (at < 0 || text.indexOf(right, at + 1) >= 0) {
                throw new AssertionError(
                        "%s does not hold exactly once what '%s' changes: %s"
                                .formatted(source, flaw, right));
            }
            Path changed = directory.resolve(Path.of(source + ".java").getFileName());
            Files.writeString(changed, text.replace(right, wrong));
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int status =
                    ToolProvider.getSystemJavaCompiler()
                            .run(
                                    null,
                                    null,
                                    errors,
                                    "-proc:none",
                                    "-nowarn",
                                    "-d",
                                    directory.toString(),
                                    "-cp",
                                    classPath(),
                                    changed.toString());
            if (status != 0) {
                throw new AssertionError(errors.toString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        String separator = System.getProperty("path.separator");
        return String.join(
                separator,
                Path.of(URI.create(home(Scheduler.class).toString())).toString(),
                Path.of(URI.create(home(JobId.class).toString())).toString(),
                Path.of(URI.create(home(Nullable.class).toString())).toString());
    }

    /**
     * The coordinator comes from the directory and then from the build, everything else from here.
     */
    private static LongConsumer loaded(Path directory) {
        ClassLoader here = Mutant.class.getClassLoader();
        ClassLoader others =
                new ClassLoader(null) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        if (name.startsWith(PACKAGE)) {
                            throw new ClassNotFoundException(name);
                        }
                        return here.loadClass(name);
                    }
                };
        try {
            URL[] homes = {
                directory.toUri().toURL(), home(Scheduler.class), home(SimulatedSeed.class)
            };
            return (LongConsumer)
                    new URLClassLoader(homes, others)
                            .loadClass(SimulatedSeed.class.getName())
                            .getDeclaredConstructor()
                            .newInstance();
        } catch (MalformedURLException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
