package dev.forkyard.proto.wire;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Translates moments and lengths of time. Stateless. */
public final class WireTimes {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private WireTimes() {}

    /** The protobuf form of a moment. */
    public static Timestamp toWire(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    /** The moment of a protobuf form. */
    public static Instant fromWire(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    /** The protobuf form of a length of time. */
    public static Duration toWire(java.time.Duration time) {
        return Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano()).build();
    }

    /** The protobuf form of a length of time in nanoseconds, ≥ 0. */
    public static Duration nanosToWire(long nanos) {
        return Duration.newBuilder()
                .setSeconds(nanos / NANOS_PER_SECOND)
                .setNanos((int) (nanos % NANOS_PER_SECOND))
                .build();
    }
}
