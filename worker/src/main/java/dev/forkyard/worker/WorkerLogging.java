package dev.forkyard.worker;

import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes all loggers of the process say warnings and errors only, on standard error. Stateless;
 * called before the first logger is made.
 */
final class WorkerLogging {
    private static final String LOGBACK_FILE_KEY = "logback.configurationFile";

    /**
     * Warns at every start that a Unix socket has no SO_KEEPALIVE, which gRPC always asks for. Kept
     * here since the JVM forgets the level of a logger that nobody refers to.
     */
    private static final Logger BOOTSTRAP =
            Logger.getLogger("io.grpc.netty.shaded.io.netty.bootstrap");

    private WorkerLogging() {}

    static void quiet() {
        // gRPC logs to java.util.logging. Netty is told to do so too: else it would start
        // logback in every worker.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        Logger.getLogger("").setLevel(Level.WARNING);
        BOOTSTRAP.setLevel(Level.SEVERE);
        // Read only if a task function logs through slf4j; without it logback says everything.
        if (System.getProperty(LOGBACK_FILE_KEY) == null) {
            System.setProperty(LOGBACK_FILE_KEY, "forkyard-worker-logback.xml");
        }
    }
}
