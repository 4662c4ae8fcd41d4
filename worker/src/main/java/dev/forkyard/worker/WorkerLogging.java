package dev.forkyard.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Makes all loggers of the process say warnings and errors only, on standard error. The worker has
 * no logger itself; user code has. It costs nothing until a first logger is made: then the JDK's
 * {@link LogManager} makes an instance, and logback reads its file.
 */
public final class WorkerLogging {
    private static final String LOGBACK_FILE_KEY = "logback.configurationFile";
    private static final String JDK_CLASS_KEY = "java.util.logging.config.class";
    private static final String JDK_FILE_KEY = "java.util.logging.config.file";

    private static final String WARNINGS_TO_STANDARD_ERROR =
            """
            handlers = java.util.logging.ConsoleHandler
            .level = WARNING
            """;

    /** Called by the JDK when a first logger of java.util.logging is made. */
    public WorkerLogging() throws IOException {
        byte[] configuration = WARNINGS_TO_STANDARD_ERROR.getBytes(StandardCharsets.UTF_8);
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(configuration));
    }

    /** Announces this configuration, unless another one is given on the command line. */
    static void quiet() {
        if (System.getProperty(JDK_CLASS_KEY) == null && System.getProperty(JDK_FILE_KEY) == null) {
            System.setProperty(JDK_CLASS_KEY, WorkerLogging.class.getName());
        }
        if (System.getProperty(LOGBACK_FILE_KEY) == null) {
            System.setProperty(LOGBACK_FILE_KEY, "forkyard-worker-logback.xml");
        }
    }
}
