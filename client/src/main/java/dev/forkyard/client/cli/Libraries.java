package dev.forkyard.client.cli;

import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What libraries must be told before their first class is used: to say nothing, and to skip work
 * that a process of a fraction of a second has no use for. Stateless.
 */
final class Libraries {
    private static final String NETTY = "io.grpc.netty.shaded.io.netty.";

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger ROOT = Logger.getLogger("");

    private Libraries() {}

    static void quieten() {
        ROOT.setLevel(Level.OFF);
        // Otherwise netty finds slf4j, which starts logback, which reads XML.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        set("logback.configurationFile", "logback-cli.xml");
        set(NETTY + "leakDetection.level", "disabled");
        set(
                NETTY + "machineId",
                "00:00:00:00:00:00:00:00"); // Else all network interfaces are read.
        set(NETTY + "processId", "1");
        set(NETTY + "allocator.type", "unpooled");
    }

    private static void set(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
