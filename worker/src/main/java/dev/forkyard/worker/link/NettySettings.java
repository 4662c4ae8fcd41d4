package dev.forkyard.worker.link;

import java.util.Map;

/**
 * What Netty leaves out in a worker, which lives for one connection and must start fast. Stateless.
 * Netty reads its settings as system properties when its classes are first used, under the name
 * that the shaded jar gave them.
 */
public final class NettySettings {
    private static final String PREFIX = "io.grpc.netty.shaded.io.netty.";

    private static final Map<String, String> SETTINGS =
            Map.of(
                    // Buffers are taken from chunks of 8 KiB << 5: a worker has one connection, and
                    // the usual chunks of 2 MiB are touched as a whole.
                    "allocator.maxOrder", "5",
                    // Its flight recorder events load the whole recorder and make dozens of
                    // classes at run time, which no class-data archive can hold.
                    "jfr.enabled", "false",
                    // Looks for leaks of Netty's own buffers, which no code of ours touches.
                    "leakDetection.level", "disabled",
                    // Else found by asking every network interface; names channels in logs only.
                    "machineId", "00:00:00:00:00:01");

    private NettySettings() {}

    /** Applies the settings that nobody has given on the command line. */
    public static void apply() {
        SETTINGS.forEach(NettySettings::applyDefault);
    }

    private static void applyDefault(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
